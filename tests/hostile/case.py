"""A handler that misbehaves, and what the kit must say of it."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from typing import Literal

from edgeconform.model import Handler, Language

PATIENCE = 12
"""Seconds beyond the time limit: one on an idle machine, more where other tests run."""

_SUFFIXES = {Language.PYTHON: ".py", Language.NODEJS: ".js"}

PYTHON_IMPORTS = """\
import os, resource, signal, subprocess, sys, threading, time
def forge(context, fields):
    header = b'{"id":%d,%s}' % (int(context.aws_request_id[-12:], 16), fields.encode())
    for fd in range(3, 64):
        try: os.write(fd, len(header).to_bytes(4, 'big') + bytes(4) + header)
        except OSError: pass
"""

PYTHON = """\
{imports}
count = 0
def handler(event, context):
    global count
    count += 1
    request = event["Records"][0]["cf"]["request"]
{body}
    return request
"""

NODEJS = """\
const fs = require('fs')
let count = 0
exports.handler = async (event, context) => {{
  count += 1
  const {{ request }} = event.Records[0].cf
{body}
  return request
}}
"""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A handler by name; `codes` are those of all findings, in order.

    `timeout` is in seconds; `seconds` is what the whole run may take.
    """

    name: str
    codes: tuple[str, ...]
    language: Language
    source: str
    timeout: float
    seconds: float

    def write(self, folder: Path) -> Handler:
        """Write the handler to a folder of its own."""
        path = folder / f"handler{_SUFFIXES[self.language]}"
        path.write_text(self.source, encoding="utf-8")
        return Handler(path=path, export="handler", language=self.language, root=folder)


Where = Literal["load", "invocation"]


def case(
    language: Language,
    name: str,
    codes: str,
    body: str,
    *,
    where: Where = "invocation",
    timeout: float = 0.5,
    seconds: float = 0,
) -> Case:
    """Make a case of the statements that a handler runs at loading, or for each event."""
    text = dedent(body).strip("\n")
    template = PYTHON if language is Language.PYTHON else NODEJS
    if where == "load":
        source = template.format(imports=f"{PYTHON_IMPORTS}\n{text}", body="    pass")
        if language is Language.NODEJS:
            source = f"{text}\n{template.format(body='')}"
    else:
        depth = "    " if language is Language.PYTHON else "  "
        source = template.format(imports=PYTHON_IMPORTS, body=indent(text, depth))
    return Case(
        name=name,
        codes=tuple(codes.split()),
        language=language,
        source=source,
        timeout=timeout,
        seconds=seconds or timeout + PATIENCE,
    )
