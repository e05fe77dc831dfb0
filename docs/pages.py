"""Write a page in Markdown for each check, and an index: `python docs/pages.py FOLDER`.

The pages are made of the checks themselves, their docstrings and their examples, and are not kept
in the repository: there is no copy that could be wrong.
"""

import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Final

from edgeconform.checks import Check, every_check
from edgeconform.cli.explaining import comes_of
from edgeconform.model import EventType, Level

CHAPTERS: Final = {
    "EC1": "How an invocation ends",
    "EC2": "The answer",
    "EC3": "Headers",
    "EC4": "The request passed on",
    "EC5": "The origin",
    "EC6": "Quotas",
    "EC7": "What no single answer shows",
    "EC8": "The environment",
    "EC9": "Deployment",
}
_KINDS: Final = {"bad": "Does not conform", "good": "Conforms"}
_FENCES: Final = {".py": "python", ".js": "javascript", ".mjs": "javascript"}


def write(folder: Path) -> list[Path]:
    """Write all pages into `folder`, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{check.code}.md": page(check) for check in every_check()}
    written = []
    for name, text in {"index.md": index(), **pages}.items():
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8")
    return written


def index() -> str:
    """Return the page that lists all checks by chapter."""
    parts = ["# Checks"]
    for chapter, found in groupby(every_check(), key=lambda check: check.code[:3]):
        parts.append(f"## {CHAPTERS[chapter]}")
        rows = [
            f"| [{check.code}]({check.code}.md) | {check.slug} | {check.level} | {check.title} |"
            for check in found
        ]
        parts.append("\n".join(["| code | name | level | |", "|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def page(check: Check) -> str:
    """Return the page of one check."""
    return "\n\n".join(_parts(check)) + "\n"


def _parts(check: Check) -> Iterator[str]:
    every = len(check.events) == len(EventType)
    where = "every event type" if every else ", ".join(check.events)
    yield f"# {check.code} {check.slug}"
    yield f"{check.title}."
    yield f"Level **{check.level}**, at {where}. What comes of it: {comes_of(check)}."
    if check.says:
        yield "AWS says:"
        yield "\n>\n".join(f"> {said}" for said in check.says)
    yield check.page
    for kind, heading in _KINDS.items():
        for suffix, source in _examples(check, kind):
            yield f"## {heading} ({_FENCES.get(suffix, suffix[1:])})"
            yield f"```{_FENCES.get(suffix, suffix[1:])}\n{source.rstrip()}\n```"
    yield "## Sources"
    yield "\n".join(f"- <{address}>" for address in check.aws)
    if check.level is Level.POLICY:
        yield f"It is off by default: `--enable {check.code}` asks it."
    comment = f"`edgeconform: ignore[{check.code}] why`"
    yield f"To leave it out: `--disable {check.code}`, or a comment at the handler, {comment}."


def _examples(check: Check, kind: str) -> Iterator[tuple[str, str]]:
    folder = files("edgeconform.checks") / "examples" / check.slug
    for file in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
        stem, _, suffix = file.name.partition(".")
        if stem == kind:
            yield f".{suffix}", file.read_text(encoding="utf-8")


if __name__ == "__main__":
    print(f"{len(write(Path(sys.argv[1])))} pages in {sys.argv[1]}")
