"""The network, the file system, the environment, completion, and headers that never come."""

from dataclasses import replace
from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import (
    Invocation,
    Level,
    NotLoaded,
    Observation,
    Outcome,
    Raised,
    SourcePlace,
)
from edgeconform.strategies import EventOptions, withheld
from tests.checks.compared import asked, faults
from tests.support import codes, findings, headers, invocation, request

PLACE = SourcePlace(file="index.py", line=7)


def seen(
    kind: str,
    subject: str,
    detail: str = "",
    *,
    place: SourcePlace | None = PLACE,
    phase: str = "invocation",
    outcome: Outcome | None = None,
) -> Invocation:
    """An ordinary invocation, or one that came to `outcome`, in which one thing was seen."""
    observed = Observation(kind=kind, subject=subject, detail=detail, place=place, phase=phase)  # type: ignore[arg-type]
    answer = outcome or request("origin-request")
    return invocation("origin-request", answer, observations=(observed,))


def blocked(kind: str) -> Raised:
    return Raised(error_type="OSError", message="no", place=PLACE, blocked=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "code", "place"),
    [
        (seen("network", "api.example.com:443", "denied"), "EC801", "index.py:7 network"),
        (seen("network", "api.example.com:443", place=None), "EC801", "network"),
        (seen("write", "/var/task/a.log"), "EC802", "index.py:7 write"),
        (seen("environment", "STAGE"), "EC803", "index.py:7 environment"),
        (seen("environment", "AWS_S3_BUCKET"), "EC803", "index.py:7 environment"),
        (seen("environment", "NODES"), "EC803", "index.py:7 environment"),
        (seen("completion", "second-completion"), "EC804", "index.py:7 second-completion"),
        (seen("environment", "STAGE", place=None), "EC803", "STAGE"),
        (seen("completion", "left-open", "Timeout", place=None), "EC804", "left-open"),
        (seen("completion", "callback-beside-promise"), "EC804", "callback-beside-promise"),
    ],
)
def test_what_was_seen_is_told_with_its_place(made: Invocation, code: str, place: str) -> None:
    (finding,) = findings(made)
    assert (finding.code, finding.place) == (code, place)
    assert finding.source == made.observations[0].place


def test_the_host_and_the_phase_are_in_the_message() -> None:
    (finding,) = findings(seen("network", "api.example.com:443", phase="load"))
    assert "api.example.com:443 while it is loaded" in finding.message


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("A",), "the variable A, which is never set"),
        (("A", "B"), "the variables A, B, which are never set"),
        (("A", "AWS_EMF_NAMESPACE"), "the variable A, which is never set"),
        (tuple("ABCDEFG"), "the variables A, B, C, D, E and 2 more, which are never set"),
    ],
)
def test_what_one_line_reads_is_one_finding(names: tuple[str, ...], told: str) -> None:
    read = tuple(Observation(kind="environment", subject=one, place=PLACE) for one in names)
    made = invocation("origin-request", request("origin-request"), observations=read)
    (finding,) = findings(made)
    assert finding.message == f"the handler reads {told}"


@pytest.mark.parametrize(
    "made",
    [
        seen("environment", "LOG_LEVEL", "default"),
        seen("environment", "AWS_EMF_NAMESPACE"),
        seen("environment", "POWERTOOLS_SERVICE_NAME"),
        seen("environment", "AWS_EC2_METADATA_DISABLED"),
        seen("environment", "NODE_ENV"),
        seen("environment", "DEBUG_FD"),
        seen("completion", "no-answer", place=None),
        seen("edit", "request.nothing-of-this-name"),
    ],
)
def test_what_harms_nobody_is_no_finding(made: Invocation) -> None:
    assert codes(made) == []


STAGE = Observation(kind="environment", subject="STAGE", detail="default", place=PLACE)


def rewritten(uri: str) -> dict[str, Any]:
    return {**request("viewer-request"), "uri": uri}


@pytest.mark.parametrize(
    ("plain", "assuming", "told"),
    [
        (rewritten("/prod/"), rewritten("/true/"), "uri depends on the variable STAGE, which is"),
        (rewritten("/"), {"status": "404"}, "the answer depends on the variable STAGE, which is"),
        (rewritten("/"), rewritten("/"), None),
        (rewritten("/"), blocked("network"), None),
    ],
)
def test_a_default_is_a_finding_where_the_answer_depends_on_it(
    plain: Any, assuming: Any, told: str | None
) -> None:
    one, other = asked(plain), asked(assuming)
    other.conditions = replace(other.conditions, assumed=STAGE)
    found = faults("EC803", one, other)
    assert [fault.place for fault in found] == (["index.py:7 environment"] if told else [])
    assert all(fault.message.startswith(str(told)) for fault in found)


@pytest.mark.parametrize(("kind", "code"), [("network", "EC801"), ("write", "EC802")])
def test_the_exception_that_the_block_causes_is_no_second_finding(kind: str, code: str) -> None:
    cause = {"network": "network", "write": "filesystem"}[kind]
    assert codes(seen(kind, "x", outcome=blocked(cause))) == [code]
    refused = NotLoaded(error_type="OSError", message="no", blocked=cause)  # type: ignore[arg-type]
    assert codes(seen(kind, "x", phase="load", outcome=refused)) == [code]


def test_what_a_blocked_connection_leaves_behind_is_no_finding() -> None:
    network = Observation(kind="network", subject="api.example.com:443", place=PLACE)
    open_socket = Observation(kind="completion", subject="left-open", detail="TCPSocketWrap")
    made = invocation(
        "origin-request", request("origin-request"), observations=(network, open_socket)
    )
    assert codes(made) == ["EC801"]


def test_a_write_is_an_error_only_where_the_invocation_fails_of_it() -> None:
    (failed,) = findings(seen("write", "/var/task/a", outcome=blocked("filesystem")))
    (went_on,) = findings(seen("write", "/var/task/a"))
    assert (failed.level, went_on.level) == (Level.ERROR, Level.WARNING)


def asking(event_type: str, *names: str, answer: object = None, **options: object) -> list[str]:
    """The places found where a handler asked for the headers `names` under these options."""
    event_options = EventOptions(**options)  # type: ignore[arg-type]
    made = invocation(
        event_type,
        answer or request(event_type),
        reads=tuple(("Records", 0, "cf", "request", "headers", name) for name in names),
    )
    conditions = Conditions(
        withheld=lambda name: withheld(name, made.event_type, event_options),
    )
    return [finding.place for finding in findings(made, conditions) if finding.code == "EC805"]


@pytest.mark.parametrize(
    ("event_type", "name", "options", "is_found"),
    [
        ("viewer-request", "accept-language", {}, False),
        ("viewer-request", "x-anything", {"policy": "minimal"}, False),
        ("viewer-request", "cloudfront-viewer-country", {}, True),
        ("viewer-response", "cloudfront-is-mobile-viewer", {}, True),
        ("viewer-request", "cloudfront-no-header-of-theirs", {}, False),
        ("viewer-request", "x-forwarded-proto", {}, True),
        ("origin-request", "X-Forwarded-Proto", {}, True),
        ("origin-request", "x-forwarded-proto", {"policy": "all-viewer"}, True),
        ("origin-request", "cloudfront-viewer-country", {}, False),
        ("origin-request", "cookie", {}, False),
        ("origin-request", "cookie", {"policy": "minimal"}, True),
        ("origin-request", "cookie", {"policy": "geo"}, True),
        ("origin-request", "cookie", {"policy": "minimal", "headers": ("Cookie",)}, False),
        ("origin-request", "cookie", {"policy": "all-viewer"}, False),
        ("origin-request", "cloudfront-viewer-country", {"policy": "geo"}, False),
        ("origin-request", "cloudfront-viewer-country", {"policy": "minimal"}, True),
        ("origin-request", "cloudfront-viewer-country", {"policy": "all-viewer"}, True),
        ("origin-request", "user-agent", {"policy": "minimal"}, False),
        ("origin-request", "accept-encoding", {"policy": "minimal"}, False),
        ("origin-request", "authorization", {"policy": "minimal"}, False),
        ("origin-response", "referer", {"policy": "minimal"}, True),
    ],
)
def test_only_a_header_that_certainly_never_comes_is_told(
    event_type: str, name: str, options: dict[str, object], is_found: bool
) -> None:
    assert asking(event_type, name, **options) == ([name.lower()] if is_found else [])


def test_a_header_that_the_handler_sets_itself_may_be_looked_at_before() -> None:
    given = request("origin-request")
    answer = {**given, "headers": {**given["headers"], **headers(x_secret="4b1d")}}
    assert asking("origin-request", "x-secret", answer=answer, policy="minimal") == []
    assert asking("origin-request", "x-secret", policy="minimal") == ["x-secret"]
