"""EC712: headers of the response that vanish."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from tests.support import event, findings, headers, invocation, response

RICH = headers(
    via="1.1 edge",
    cache_control="max-age=60",
    vary="Origin",
    content_type="text/html",
    access_control_allow_origin="*",
    set_cookie=["a=1", "b=2"],
    server="nginx",
)


def lost(left: dict[str, Any], named: tuple[str, ...] = (), **fields: Any) -> str:
    """What the message says is lost when only the headers `left` come out."""
    given = response(headers=RICH)
    made = event("origin-response", response=given)
    result = {**given, "headers": left, **fields}
    conditions = Conditions(named=frozenset(named))
    found = findings(invocation("origin-response", result, made), conditions)
    assert {each.code for each in found} <= {"EC712"}
    return found[0].message.removeprefix("the response loses ") if found else ""


def without(*names: str) -> dict[str, Any]:
    return {name: entries for name, entries in RICH.items() if name not in names}


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (RICH, ""),
        (without("server"), ""),
        (without("vary"), "vary"),
        ({**RICH, "vary": []}, "vary"),
        (without("cache-control", "content-type"), "cache-control, content-type"),
        (without("access-control-allow-origin"), "access-control-allow-origin"),
        (without("set-cookie"), "set-cookie"),
        ({**RICH, "set-cookie": RICH["set-cookie"][:1]}, "a line of set-cookie"),
        ({**RICH, "set-cookie": [*RICH["set-cookie"], {"value": "c=3"}]}, ""),
        ({**RICH, "vary": [{"value": "*"}], "cache-control": [{"value": "no-store"}]}, ""),
    ],
)
def test_what_is_lost(left: dict[str, Any], expected: str) -> None:
    assert lost(left) == expected


@pytest.mark.parametrize(
    ("gone", "named"),
    [
        ("vary", "vary"),
        ("access-control-allow-origin", "access-control-"),
        ("set-cookie", "set-cookie"),
    ],
)
def test_what_the_source_names_may_go(gone: str, named: str) -> None:
    assert lost(without(gone), (named,)) == ""


def test_another_response_has_other_headers() -> None:
    assert lost(headers(via="1.1 edge"), status="302") == ""
    gone = without("content-type", "vary", "cache-control")
    assert lost(gone, body="new") == "cache-control"


def test_what_is_no_map_is_reported_as_that() -> None:
    given = response(headers=RICH)
    made = event("origin-response", response=given)
    found = findings(invocation("origin-response", {**given, "headers": "none"}, made))
    assert "EC712" not in {each.code for each in found}
