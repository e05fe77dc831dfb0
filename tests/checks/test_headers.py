"""Headers that CloudFront keeps to itself."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import EventType, Level
from edgeconform.schemas import limits
from tests.checks.edited_headers import event_with, passed_on, with_headers
from tests.support import codes, event, findings, headers, invocation, response

TYPES = [str(one) for one in EventType]
ALL_READ_ONLY = sorted(
    {
        (one, name.lower())
        for one in TYPES
        for name in limits().names(f"headers.read-only.{one}").exact
    }
)


def test_the_request_with_a_status_is_told_once() -> None:
    """Not once for each header that a response may not have, but those of the handler's own."""
    given = with_headers("viewer-request", via="1.1 a", content_length="0")
    kept = {**given, "status": 404}
    changed = {**kept, "headers": given["headers"] | headers(via="1.1 b")}
    around = event_with("viewer-request", given)
    (only,) = findings(invocation("viewer-request", kept, around))
    assert (only.code, only.place) == ("EC302", "headers")
    assert only.message.endswith("read-only at viewer-request: content-length, host, via")
    found = findings(invocation("viewer-request", changed, around))
    assert [(each.code, each.place) for each in found] == [
        ("EC302", "headers"),
        ("EC302", "headers.via"),
    ]


@pytest.mark.parametrize("named", [frozenset(), frozenset({"host"})])
@pytest.mark.parametrize("more", [{}, {"accept": "*/*", "user_agent": "x"}])
def test_a_request_without_header_map_is_told_once_whatever_came(
    more: dict[str, str], named: frozenset[str]
) -> None:
    """Also where the source names the only header that came."""
    given = {**with_headers("viewer-request"), "headers": headers(host="a.example", **more)}
    bare = {key: value for key, value in given.items() if key != "headers"}
    made = invocation("viewer-request", bare, event_with("viewer-request", given))
    found = [each for each in findings(made, Conditions(named=named)) if each.code == "EC302"]
    did = "deletes the header host, read-only at viewer-request: it hands on no header map"
    assert [(each.place, each.message) for each in found] == [("headers", f"the handler {did}")]


@pytest.mark.parametrize("event_type", TYPES)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("connection", ["EC301"]),
        ("x-edge-anything", ["EC301"]),
        ("x-amz-cf-id", ["EC301"]),
        ("client-cert", ["EC301"]),
        ("x-amzn-trace-id", []),
        ("x-edge", []),
        ("x-forwarded-for", []),
        ("x-frame-options", []),
    ],
)
def test_disallowed(event_type: str, name: str, expected: list[str]) -> None:
    """Names of the list, with wildcards, in every event; their neighbours pass."""
    ordinary = with_headers(event_type)
    assert passed_on(event_type, ordinary, with_headers(event_type, **{name: "x"})) == expected


@pytest.mark.parametrize("event_type", ["viewer-request", "origin-request"])
def test_disallowed_in_a_generated_response(event_type: str) -> None:
    """A response of the function's own is held to the same list."""
    made = invocation(event_type, {"status": "200", "headers": headers(connection="close")})
    assert codes(made) == ["EC301"]


def test_disallowed_follows_the_table() -> None:
    """The older tables refuse X-Amzn-* altogether, and know no client certificates."""
    conditions = Conditions(limits=limits("2019-09"))
    added = with_headers("viewer-request", x_amzn_trace_id="Root=1", client_cert="x")
    made = invocation("viewer-request", added)
    assert [f.place for f in findings(made, conditions)] == ["headers.x-amzn-trace-id"]


def test_what_the_event_holds_or_an_empty_list_is_not_added() -> None:
    """A header of the list that an event should hold after all is passed on; [] adds none."""
    given = with_headers("origin-response", x_cache="Hit")
    assert passed_on("origin-response", given, given) == []
    emptied = response(headers=response()["headers"] | {"connection": []})
    assert passed_on("origin-response", response(), emptied) == []


@pytest.mark.parametrize(("event_type", "name"), ALL_READ_ONLY)
@pytest.mark.parametrize(
    ("before", "after", "did"),
    [
        (None, "b", "adds"),
        ("a", None, "deletes"),
        ("a", [], "deletes"),
        ("a", "b", "changes"),
        (["a", "b"], ["b", "a"], "changes"),
        (["a", "b"], ["a"], "changes"),
        ("a", "a", ""),
        (["a", "b"], ["a", "b"], ""),
        (None, [], ""),
    ],
)
def test_read_only(event_type: str, name: str, before: Any, after: Any, did: str) -> None:
    """Adding, changing and deleting count; the same values in order, or nothing, do not."""
    given, returned = (
        with_headers(event_type, **({} if value is None else {name: value}))
        for value in (before, after)
    )
    for message, value in ((given, before), (returned, after)):
        if value is None:
            message["headers"].pop(name, None)
    made = invocation(event_type, returned, event_with(event_type, given))
    found = [(f.code, f.place, did in f.message) for f in findings(made)]
    assert found == ([("EC302", f"headers.{name}", True)] if did else [])


@pytest.mark.parametrize("key", ["Via", "VIA"])
def test_read_only_names_are_compared_without_case(key: str) -> None:
    """Another spelling is the same header."""
    given = with_headers("origin-response")
    returned = with_headers("origin-response")
    returned["headers"][key] = returned["headers"].pop("via")
    assert passed_on("origin-response", given, returned) == ["EC310"]


def test_read_only_where_all_headers_are_left_out() -> None:
    """A response built anew loses Via and Transfer-Encoding; without `headers` too."""
    given = with_headers("origin-response", transfer_encoding="chunked")
    for built in ({"status": "404", "body": "no"}, {"status": "404", "headers": {}}):
        made = invocation("origin-response", built, event_with("origin-response", given))
        (finding,) = findings(made)
        assert (finding.code, finding.place) == ("EC302", "headers")
        assert "deletes the header transfer-encoding" in finding.message


@pytest.mark.parametrize(
    ("kept", "named", "expected"),
    [
        ({"x_own": "1"}, (), ["headers"]),
        ({"x_own": "1", "date": "1"}, ("date",), ["headers"]),
        ({"x_own": "1", "date": "1"}, (), ["headers.transfer-encoding", "headers.via"]),
        ({"x_own": "1", "date": "2"}, (), ["headers"]),
        ({"date": "1"}, ("transfer-encoding", "via"), ["headers.transfer-encoding", "headers.via"]),
        ({"date": "1", "warning": "1"}, ("date",), ["headers", "headers.warning"]),
    ],
)
def test_a_map_of_the_handlers_own_is_one_finding(
    kept: dict[str, str], named: tuple[str, ...], expected: list[str]
) -> None:
    """What the source names may be taken over; where anything else is, each header counts."""
    event_type = "viewer-response" if "warning" in kept else "origin-response"
    given = response(headers=headers(via="1.1 a", transfer_encoding="chunked", date="1"))
    returned = {**given, "headers": headers(**kept)}
    made = invocation(event_type, returned, event_with(event_type, given))
    found = findings(made, Conditions(named=frozenset(named)))
    assert [f.place for f in found if f.code == "EC302"] == expected


@pytest.mark.parametrize(
    ("event_type", "name", "expected"),
    [
        ("viewer-request", "content-length", ["EC302"]),
        ("origin-request", "content-length", ["EC302"]),
        ("viewer-request", "host", ["EC302"]),
        ("origin-request", "host", []),
        ("viewer-request", "content-encoding", []),
        ("origin-request", "warning", []),
    ],
)
def test_read_only_in_a_generated_response(event_type: str, name: str, expected: list[str]) -> None:
    """A generated response may not add what is read-only, and need not echo the request's."""
    made = invocation(event_type, {"status": "302", "headers": headers(**{name: "1"})})
    assert codes(made) == expected
    assert codes(invocation(event_type, {"status": "302"})) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ["EC304"]),
        ("x", ["EC305"]),
        ([{"key": "Via"}], ["EC305"]),
        ([{"value": 1}], ["EC306"]),
    ],
)
def test_read_only_is_silent_where_the_shape_is_refused(value: Any, expected: list[str]) -> None:
    """One fault, one finding: a malformed header is not a changed one too."""
    returned = response()
    returned["headers"] = None if value is None else returned["headers"] | {"via": value}
    made = invocation("origin-response", returned, event("origin-response", None, response()))
    assert codes(made) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, "en", ["EC302"]),
        ("de", "en", ["EC302"]),
        ("de", None, []),
        ("de", "de", []),
    ],
)
def test_restricted_headers_of_2017(before: Any, after: Any, expected: list[str]) -> None:
    """The oldest table refuses setting some headers, unless they are delivered."""
    given, returned = (
        with_headers("origin-request", **({"accept-language": value} if value else {}))
        for value in (before, after)
    )
    made = invocation("origin-request", returned, event("origin-request", given))
    oldest = Conditions(limits=limits("2017-12"))
    delivered = Conditions(limits=limits("2017-12"), delivered=frozenset({"accept-language"}))
    assert codes(made, oldest) == expected
    assert codes(made, delivered) == codes(made) == []


def test_levels() -> None:
    """What CloudFront refuses is an error, what it ignores a warning."""
    added = with_headers("viewer-request", connection="close", te="x", set_cookie="a=1", via="x")
    found = {f.code: f.level for f in findings(invocation("viewer-request", added))}
    assert found == {
        "EC301": Level.ERROR,
        "EC302": Level.ERROR,
        "EC312": Level.WARNING,
        "EC314": Level.WARNING,
    }
