"""The gallery of handlers: each answers as the table says, the same in both languages."""

import re
from typing import Any

import pytest

from tests.gallery import CASES, EVENT_TYPES, Case
from tests.gallery.running import (
    EXAMPLES,
    FOLDERS,
    file_of,
    needs_node,
    run_nodejs,
    run_python,
)


@pytest.fixture(scope="module")
def nodejs_answers() -> dict[int, dict[str, Any]]:
    """The answers of the Node.js handlers to all cases, by the identity of the case."""
    answers = run_nodejs([(file_of(case.use, "nodejs"), case.event) for case in CASES])
    return {id(case): answer for case, answer in zip(CASES, answers, strict=True)}


def part(result: dict[str, Any], path: str) -> Any:
    """The part at a dotted path, None if absent; of a header its value, or values."""
    found: Any = result
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    if path.startswith("headers.") and found is not None:
        values = [entry["value"] for entry in found]
        return values[0] if len(values) == 1 else values
    return found


def assert_answers(case: Case, result: dict[str, Any]) -> None:
    if case.expected:
        assert {path: part(result, path) for path in case.expected} == case.expected
    else:
        cf = case.event["Records"][0]["cf"]
        assert result == cf.get("response", cf["request"])


def name_of(case: Case) -> str:
    return f"{case.use}: {case.name}"[:60]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_python_answers_as_the_table_says(case: Case) -> None:
    assert_answers(case, run_python(file_of(case.use, "python"), case.event))


@needs_node
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_nodejs_answers_as_the_table_says(
    case: Case, nodejs_answers: dict[int, dict[str, Any]]
) -> None:
    answer = nodejs_answers[id(case)]
    assert answer.keys() == {"result"}, answer
    assert_answers(case, answer["result"])


@needs_node
@pytest.mark.parametrize("use", EVENT_TYPES)
def test_both_languages_give_the_same_answer(
    use: str, nodejs_answers: dict[int, dict[str, Any]]
) -> None:
    for case in (case for case in CASES if case.use == use):
        python = run_python(file_of(use, "python"), case.event)
        assert python == nodejs_answers[id(case)]["result"], case.name


@pytest.mark.parametrize("use", EVENT_TYPES)
def test_a_second_run_gives_the_same_answer(use: str) -> None:
    events = [case.event for case in CASES if case.use == use]
    first = [run_python(file_of(use, "python"), event) for event in events]
    second = [run_python(file_of(use, "python"), event) for event in reversed(events)]
    assert first == second[::-1]


@pytest.mark.parametrize("language", FOLDERS)
def test_every_use_has_a_file_that_names_its_event_type(language: str) -> None:
    comment = "#" if language == "python" else "//"
    first_lines = {
        file.stem: file.read_text().splitlines()[0]
        for file in (EXAMPLES / language).iterdir()
        if file.is_file()
    }
    assert first_lines == {
        use: f"{comment} event: {event_type}" for use, event_type in EVENT_TYPES.items()
    }


def test_the_table_of_the_readme_names_every_file_with_its_event_type() -> None:
    rows = re.findall(
        r"^\|.*\]\((\w+/\w+\.py)\) \| .*\]\((\w+/\w+\.js)\) \| ([a-z-]+) \|",
        (EXAMPLES / "README.md").read_text(),
        re.MULTILINE,
    )
    listed = {file: event_type for *files, event_type in rows for file in files}
    found = {
        str(file.relative_to(EXAMPLES)): file.read_text().splitlines()[0].split()[-1]
        for file in EXAMPLES.glob("*/*.*")
        if file.suffix in (".py", ".js")
    }
    assert listed == found
