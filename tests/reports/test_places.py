"""The line to look at is the one that names what a finding is about, if only one place does."""

from dataclasses import replace
from pathlib import Path

import pytest

from edgeconform.model import SourcePlace
from edgeconform.reports.places import where
from tests.reports import samples


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (['headers["via"] = []'], 1),
        (["", 'headers["Via"] = [{', '    "key": "Via",', "}]"], 2),
        (['headers["via"]', "", "", 'headers["via"]'], None),
        (["headers[name]"], None),
    ],
)
def test_the_line_that_names_the_place(tmp_path: Path, lines: list[str], line: int | None) -> None:
    run = samples.report(tmp_path).runs[0]
    path = tmp_path / "edge.py"
    path.write_text("\n".join(lines), encoding="utf-8")
    run = replace(run, handler=replace(run.handler, path=path), defined=None)
    finding = replace(run.findings[1], place="headers.via", source=None)
    assert where(run, finding).line == line


def test_the_path_that_a_source_map_leads_to_is_short(tmp_path: Path) -> None:
    run = samples.report(tmp_path).runs[0]
    source = SourcePlace(file="dist/../src/edge.ts", line=7)
    place = where(run, replace(run.findings[0], source=source))
    assert place.path == run.handler.root / "src" / "edge.ts"
