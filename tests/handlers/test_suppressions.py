"""Comments turn checks off: for a file at its top, for a handler at its definition."""

from pathlib import Path

import pytest

from edgeconform.handlers import Suppression, discover, suppressions
from edgeconform.model import SourcePlace
from tests.handlers.sources import write

MARK = "edgeconform: ignore[EC708, junk-value] the page is old"

PLACES = {
    "top": ("h.py", f"# {MARK}\nimport x\ndef handler(event, context): ...", 1),
    "below the docstring": ("h.py", f'"""Doc."""\n# {MARK}\nx = 1\ndef handler(e, c): ...', 2),
    "above": ("h.py", f"x = 1\n# {MARK}\n# more\ndef handler(e, c): ...", 2),
    "above the decorator": ("h.py", f"x = 1\n# {MARK}\n@x\n@y\ndef handler(e, c): ...", 2),
    "on the line": ("h.py", f"x = 1\ndef handler(e, c):  # {MARK}\n    ...", 2),
    "inside": ("h.py", f"x = 1\ndef handler(e, c):\n    # {MARK}\n    ...", None),
    "elsewhere": ("h.py", f"x = 1\n# {MARK}\ny = 2\ndef handler(e, c): ...", None),
    "syntax error": ("h.py", f"# {MARK}\ndef handler(:", 1),
    "js top": ("h.js", f"'use strict';\n/* x\n * {MARK} */\nexports.handler = (event) => 1;", 3),
    "js above": ("h.js", f"const x = 1;\n// {MARK}\nexports.handler = (event) => 1;", 2),
    "js on the line": ("h.js", f"const x = 1;\nexports.handler = (event) => {{ // {MARK}\n}};", 2),
    "js inside": ("h.js", f"const x = 1;\nexports.handler = (event) => {{\n// {MARK}\n}};", None),
    "js block on the line": (
        "h.ts",
        f"const x = 1;\nexport const handler = (event: E) => 1; /* {MARK} */",
        2,
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_where_a_suppression_counts(tmp_path: Path, place: str) -> None:
    file, source, line = PLACES[place]
    (handler,) = discover(write(tmp_path, file, source))
    found = suppressions(handler)
    if line is None:
        assert found == ()
    else:
        assert found == (
            Suppression(
                codes=("EC708", "junk-value"),
                reason="the page is old",
                place=SourcePlace(file=file, line=line),
            ),
        )


def test_a_suppression_belongs_to_its_handler(tmp_path: Path) -> None:
    source = (
        "x = 1\n# edgeconform: ignore[EC101]\ndef first_handler(e, c): ...\n"
        "def second_handler(e, c): ..."
    )
    first, second = discover(write(tmp_path, "h.py", source))
    assert [s.codes for s in suppressions(first)] == [("EC101",)]
    assert suppressions(second) == ()


@pytest.mark.parametrize("text", ["ignore", "ignore[]", "ignore[ , ]", "ignore EC101"])
def test_what_names_no_check_turns_nothing_off(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "h.py", f"# edgeconform: {text}\ndef handler(e, c): ...")
    (handler,) = discover(path)
    [found] = suppressions(handler)
    assert found.codes == ()


@pytest.mark.parametrize("text", ["Ignore[EC101]", "ignored[EC101]", "[EC101]"])
def test_other_words_mean_nothing(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "h.py", f"# edgeconform: {text}\ndef handler(e, c): ...")
    (handler,) = discover(path)
    assert suppressions(handler) == ()
