"""The page of a check as text, and the list of all checks."""

from importlib.resources import files
from textwrap import fill
from typing import Final

from edgeconform.checks import Check, Stage, every_check, find
from edgeconform.cli.matching import matches
from edgeconform.errors import UsageError
from edgeconform.model import EventType
from edgeconform.reports import words
from edgeconform.reports.deployment import wording
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import COLORS, Line

_SUFFIXES: Final = {"python": ("py", "js", "yaml"), "nodejs": ("js", "mjs", "py", "yaml")}
_WIDTH: Final = 88


def listing() -> list[Line]:
    """Return one line for each check."""
    widest = max(len(check.slug) for check in every_check())
    return [
        [
            (f"{check.code}  ", "bold"),
            (f"{check.level:<8} ", COLORS[check.level]),
            (f"{check.slug:<{widest}}  ", ""),
            (check.title, "dim"),
        ]
        for check in every_check()
    ]


def pages(asked: str, language: str, *, width: int | None) -> list[Line]:
    """Return the page of the check that `asked` names or whose error message it resembles.

    Raises UsageError if there is none.
    """
    try:
        return _page(find(asked), language, width)
    except UsageError:
        if " " not in asked and "." not in asked:
            raise
    found = matches(asked)
    if not found:
        raise UsageError(f"no check answers to {asked!r}; edgeconform explain lists them all")
    best, *others = found
    lines = [*_page(best, language, width)]
    if others:
        lines += [[], [("the message could also stand for", "bold")]]
        lines += [[(f"  {check.code}  {check.title}", "")] for check in others]
    return lines


def comes_of(check: Check) -> str:
    """Return what a viewer, or who deploys, gets to see, as half a sentence."""
    if check.stage is Stage.DEPLOYMENT:
        return wording.consequence(check.viewer_sees)
    return words.consequence(check.viewer_sees)


def _page(check: Check, language: str, width: int | None) -> list[Line]:
    where = "every event type" if len(check.events) == len(EventType) else ", ".join(check.events)
    return [
        [(f"{check.code} {check.slug}", "bold"), (f"  {check.level}", COLORS[check.level])],
        [(f"{check.title}.", "")],
        [],
        [("at: ", "dim"), (where, "")],
        [("what comes of it: ", "dim"), (comes_of(check), "")],
        *([("AWS says: ", "dim"), (said, "")] for said in check.says),
        [],
        *_prose(check.page, width),
        *_examples(check, language),
        [],
        *([("see ", "dim"), (address, "")] for address in check.aws),
    ]


def _prose(text: str, width: int | None) -> list[Line]:
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    filled = "\n\n".join(
        fill(part, min(width or _WIDTH, _WIDTH), break_on_hyphens=False) for part in paragraphs
    )
    return [[(line, "")] for line in filled.splitlines()]


def _examples(check: Check, language: str) -> list[Line]:
    lines: list[Line] = []
    for kind, label in (("bad", "does not conform"), ("good", "conforms")):
        if source := _example(check.slug, kind, language):
            lines += [[], [(f"{label}:", "bold")], []]
            lines += [[(f"    {plain(line)}", "")] for line in source.splitlines()]
    return lines


def _example(slug: str, kind: str, language: str) -> str:
    folder = files("edgeconform.checks") / "examples" / slug
    for suffix in _SUFFIXES[language]:
        file = folder / f"{kind}.{suffix}"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""
