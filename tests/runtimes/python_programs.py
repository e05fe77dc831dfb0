"""Python handlers of a few lines, run through the worker."""

from pathlib import Path
from typing import Any

from edgeconform.model import Invocation, Returned
from tests.runtimes.programs import run, write


def one(folder: Path, body: str, event: object = None, **fields: Any) -> Invocation:
    """Run one event through a handler with this body; `import os` and `sys` are there."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    source = f"import os, sys\ndef handler(event, context):\n{lines}"
    (invocation,) = run(write(folder, source), [event], **fields)
    return invocation


def payload(invocation: Invocation) -> bytes:
    assert isinstance(invocation.outcome, Returned), invocation.outcome
    return invocation.outcome.payload


def evaluated(folder: Path, expression: str, **fields: Any) -> bytes:
    """The JSON of an expression in a handler."""
    return payload(one(folder, f"return {expression}", **fields))
