"""Which lines a run reached, and what it does with the events that reached more."""

from pathlib import Path

import pytest

from edgeconform.engine.coverage import Reached
from edgeconform.handlers import discover, statements
from edgeconform.model import Coverage, EventType, Invocation, Returned, Runtime
from edgeconform.reports.coverage_text import coverage_text
from tests.engine.conftest import Checked

NESTED = """\
import re
TABLE = {
    "/a": 1,
}


def handler(event, context):
    \"\"\"Say nothing.\"\"\"
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/one":
        request["uri"] = "/two"
    if "\\n" in request["method"]:
        raise ValueError(
            "never")
    return request


if __name__ == "__main__":
    handler(None, None)
"""


def test_a_run_tells_the_lines_that_it_did_not_reach(searched: Checked) -> None:
    assert searched(NESTED, cover=True).coverage == (
        Coverage(file="handler.py", lines=9, missed=(13,)),
    )


def test_nothing_is_told_where_that_is_not_wanted(searched: Checked) -> None:
    assert searched(NESTED, cover=False).coverage == ()


def test_coverage_changes_no_finding(searched: Checked) -> None:
    body = NESTED.replace('"/two"', "None")
    found = [searched(body, cover=cover).findings for cover in (False, True)]
    assert [f.fingerprint for f in found[0]] == [f.fingerprint for f in found[1]] != []


def test_lines_of_javascript_are_those_that_its_worker_counts(tmp_path: Path) -> None:
    path = tmp_path / "index.js"
    path.write_text(
        "// a comment\n/**\n * more\n */\nconst a = 1;\n\nexports.handler = async (event) => {\n"
        "  if (event.never) {\n    return 1;\n  }\n  return event.Records[0].cf.request;\n};\n"
    )
    assert statements(path) == ((5,), (7,), (8,), (9,), (11,))


@pytest.mark.parametrize("text", ["def broken(:", "x = '\0'", ""])
def test_a_source_that_does_not_parse_has_no_statements(tmp_path: Path, text: str) -> None:
    path = tmp_path / "index.py"
    path.write_text(text)
    assert statements(path) == ()


def test_events_that_reach_more_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "index.py"
    path.write_text("def handler(event, context):\n    a = 1\n    return a\n")
    (handler,) = discover(path)
    reached = Reached(handler)
    for number, lines in enumerate([(1, 2), (2,), (), (3,)]):
        reached.add(
            Invocation(
                event_type=EventType.VIEWER_REQUEST,
                event=number,
                outcome=Returned(payload=b"{}"),
                runtime=Runtime.parse("python3.13"),
                covered=(("index.py", lines),) if lines else (),
            )
        )
    assert reached.kept == [0, 3]
    assert reached.coverage() == (Coverage(file="index.py", lines=3),)


@pytest.mark.parametrize(
    ("coverage", "text"),
    [
        ((), ""),
        ((Coverage(file="a.py", lines=4),), "reached 4 of 4 lines (100 %)"),
        (
            (
                Coverage(file="a.py", lines=8, missed=(3, 5, 6, 7)),
                Coverage(file="b.py", lines=2, missed=(1,)),
            ),
            "reached 5 of 10 lines (50 %), all but a.py:3, 5-7, b.py:1",
        ),
        (
            (Coverage(file="a", lines=19, missed=tuple(range(1, 20, 2))),),
            "reached 9 of 19 lines (47 %), all but a:1, 3, 5, 7, 9, 11, 13, 15 and 2 more places",
        ),
    ],
)
def test_coverage_in_one_line(coverage: tuple[Coverage, ...], text: str) -> None:
    assert coverage_text(coverage, Path.cwd()) == text


def test_missed_lines_are_told_as_seen_from_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edge").mkdir()
    coverage = (Coverage(file="edge/a.py", lines=2, missed=(2,)),)
    for folder, file in (("", "edge/a.py"), ("edge", "a.py")):
        monkeypatch.chdir(tmp_path / folder)
        assert coverage_text(coverage, tmp_path).endswith(f"all but {file}:2")
