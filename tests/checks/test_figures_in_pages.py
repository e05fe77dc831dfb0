"""A page that quotes a figure of CloudFront's quotes that of the newest table of limits."""

import re
from typing import Final

import pytest

from edgeconform.checks import every_check, find
from edgeconform.schemas import limits

_QUOTED: Final = {
    ("EC105", "Functions at viewer events get {} and no more", "memory.viewer"),
    ("EC105", "get {} and no more; at origin events that is the default", "memory.default"),
    ("EC212", "Status outside {} to ", "status.min"),
    ("EC212", " to {}. A number or the digits", "status.max"),
    ("EC505", "the ones from {} on", "origin.port.min"),
    ("EC601", "{} at viewer-request, ", "response.generated.viewer"),
    ("EC601", "{} at origin-request and origin-response", "response.generated.origin"),
    ("EC602", "As text, {} at viewer-request", "body.replace-text.viewer"),
    ("EC602", "and {} at origin-request;", "body.replace-text.origin"),
    ("EC603", "{}, zipped", "package.viewer"),
    ("EC603", "{}, zipped", "package.origin"),
    ("EC606", "may have {} of headers and query string", "request.total"),
    ("EC607", "one whole processor at {}.", "cpu.megabytes-per-vcpu"),
    ("EC607", "With the {} of a viewer event", "memory.viewer"),
    ("EC913", "{}, which is Lambda's default", "ephemeral-storage.max"),
    ("EC918", "{} at viewer events", "memory.viewer"),
    ("EC919", "{}; up to about 2025", "timeout.viewer"),
    ("EC919", "{}; up to about 2025", "timeout.origin"),
    ("EC927", "{} over all its behaviors", "associations.per-distribution"),
}
_UNITS: Final = {"memory": "MB", "cpu": "MB", "ephemeral-storage": "MB", "timeout": "seconds"}
_SIZES: Final = ("response.", "body.", "package.", "request.")

_FIGURE: Final = re.compile(r"\b\d[\d,]* (?:KB|MB|bytes|seconds)(?!\w)|\b\d+,\d{3}\b")

_NO_LIMIT: Final = {
    "EC603": {"1 MB"},  # of an older table
    "EC711": {"60 seconds"},  # a judgement of the kit's own
    "EC918": {"1,024 MB"},  # a default of Serverless Framework
}


def _spoken(key: str) -> str:
    value = limits().figure(key)
    if not key.startswith(_SIZES):
        return f"{value:,} {_UNITS.get(key.partition('.')[0], '')}".rstrip()
    for size, unit in ((1024**2, "MB"), (1024, "KB")):
        # Request headers are documented in bytes, and not rounded.
        if value % size == 0 and not key.startswith("request."):
            return f"{value // size} {unit}"
    return f"{value:,} bytes"


def _text(code: str) -> str:
    check = find(code)
    return " ".join(f"{check.title}. {check.page}".split())


@pytest.mark.parametrize(("code", "phrase", "key"), sorted(_QUOTED))
def test_a_quoted_figure_is_that_of_the_table(code: str, phrase: str, key: str) -> None:
    figure = _spoken(key)
    # A port and a status are no quantities: they are written without a comma.
    wanted = {phrase.format(figure), phrase.format(figure.replace(",", ""))}
    assert any(each in _text(code) for each in wanted), wanted


def test_no_page_quotes_another_figure() -> None:
    """What looks like a quota is held against the table above, or is none for a stated reason."""
    held: dict[str, set[str]] = {}
    for code, _, key in _QUOTED:
        held.setdefault(code, set()).add(_spoken(key))
    for check in every_check():
        quoted = set(_FIGURE.findall(_text(check.code)))
        known = held.get(check.code, set()) | _NO_LIMIT.get(check.code, set())
        assert quoted <= known, check.code


def test_statuses_that_no_function_may_answer_with_are_out_of_range() -> None:
    page = find("EC212").page
    examples = re.search(r"may answer\s+with: ([\d,\s]+)\.", page)
    assert examples is not None
    lowest, highest = limits().figure("status.min"), limits().figure("status.max")
    numbers = [int(each) for each in examples[1].split(",")]
    assert [each for each in numbers if lowest <= each <= highest] == []


def test_a_payload_over_the_limit_is_quoted_as_lambda_words_it() -> None:
    """The message holds the figure as it was logged; a table with another needs another message."""
    assert any(f"({limits().figure('payload.max')} bytes)" in said for said in find("EC202").says)
