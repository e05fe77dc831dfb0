"""The pages of the checks, and the links and codes in what is written by hand."""

import importlib.util
import re
from pathlib import Path

import pytest

from edgeconform.checks import Check, every_check, find

ROOT = Path(__file__).parent.parent
WRITTEN = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md"))
)

spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
assert spec is not None
assert spec.loader is not None
pages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pages)


def test_there_is_a_page_for_each_check_and_an_index_of_all(tmp_path: Path) -> None:
    written = pages.write(tmp_path / "build" / "docs")
    names = {f"{check.code}.md" for check in every_check()}
    assert {path.name for path in written} == {"index.md", *names}
    index = (tmp_path / "build" / "docs" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\((\S+)\)", index)) == names


@pytest.mark.parametrize("check", every_check(), ids=lambda check: check.code)
def test_a_page_says_it_all(check: Check) -> None:
    text = pages.page(check)
    assert text.startswith(f"# {check.code} {check.slug}\n\n{check.title}.\n")
    assert text.count("```") % 2 == 0
    for part in (check.page, *check.says, *check.aws):
        assert part in text
    assert {find(code).code for code in re.findall(r"\bEC\d{3}\b", text)} >= {check.code}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_written_by_hand_points_to_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (path.parent / target).exists(), target
    for code in re.findall(r"\bEC\d{3}\b", text):
        assert find(code)
