"""Values of several parts, made of the words and the separators of a source."""

from pathlib import Path

import pytest

from edgeconform.engine.structured import structured
from edgeconform.handlers import Literals
from tests.engine.conftest import Checked, found
from tests.engine.planted import Planted, codes_found

FIRST_COOKIE_LINE = """
GATED = {"/tags/analytics.js": "analytics", "/tags/ads.js": "marketing"}

def consent_of(headers):
    cookies = headers.get("cookie", [{"value": ""}])[0]["value"].split(";")
    mine = [part.strip() for part in cookies if part.strip().startswith("consent=")]
    version, _, purposes = mine[0][len("consent="):].partition(":") if mine else ("", "", "")
    return purposes.split(".") if version == "v2" else []

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    purpose = GATED.get(request["uri"])
    if purpose and purpose not in consent_of(request["headers"]):
        request["uri"] = "/tags/empty.js"
    return request
"""

KIND_AND_NUMBER = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for line in request["headers"].get("x-flag", []):
        kind, _, name = line["value"].partition("|")
        if kind == "beta" and name == "checkout":
            request["headers"]["x-beta"] = [{"value": 1}]
    return request
"""


@pytest.mark.usefixtures("little_minimised")
def test_a_cookie_of_several_parts_opens_a_path(checked: Checked) -> None:
    assert ("EC706", "uri") in found(checked(FIRST_COOKIE_LINE, bulk=0))


def test_a_header_of_several_parts(tmp_path: Path) -> None:
    assert "EC306" in codes_found(tmp_path, Planted(body=KIND_AND_NUMBER))


@pytest.mark.parametrize(
    ("literals", "values"),
    [
        (Literals(strings=("a", "bb", "cc")), ()),
        (Literals(strings=("/", ";", "bb", "cc")), ()),
        (Literals(strings=(":",)), ("a:b:c", "a:b")),
        (Literals(strings=(":", "bb", "x y", "cc")), ("a:b:c", "a:b", "bb:cc", "cc:bb")),
        (
            Literals(strings=(":", "bb", "v2", "cc"), cookies=("v2",)),
            ("a:b:c", "a:b", "v2:bb", "v2:cc"),
        ),
        (
            Literals(strings=(":", ".", "v2", "cc"), query_keys=("v2",)),
            ("a:b:c", "a:b", "a.b.c", "a.b", "v2:cc", "v2.cc"),
        ),
    ],
)
def test_words_are_joined_by_each_separator(literals: Literals, values: tuple[str, ...]) -> None:
    assert structured(literals) == values


def test_a_source_of_many_words_is_bounded() -> None:
    words = tuple(f"word{number}" for number in range(200))
    assert len(structured(Literals(strings=(*":|,!~+", *words), cookies=words))) < 120
