"""How invocations end, and which check says so."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import (
    Exited,
    Measurement,
    NeverSettled,
    NotLoaded,
    Observation,
    Outcome,
    OutOfMemory,
    Raised,
    SourcePlace,
    TimedOut,
)
from tests.support import NODEJS, codes, findings, invocation, request

HERE = SourcePlace(file="handler.py", line=12, function="handler")
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("outcome", "code", "place"),
    [
        (NotLoaded(error_type="Runtime.ImportModuleError", message="m"), "EC101", None),
        (
            NotLoaded(error_type="Runtime.UserCodeSyntaxError", message="m", place=HERE),
            "EC101",
            "handler.py:12 Runtime.UserCodeSyntaxError",
        ),
        (
            Raised(error_type="KeyError", message="'host'", place=HERE),
            "EC102",
            "handler.py:12 KeyError",
        ),
        (Raised(error_type="Error", message="no"), "EC102", "Error"),
        (TimedOut(limit=30), "EC103", "invocation"),
        (Exited(status=1, place=HERE), "EC104", "handler.py:12 exit"),
        (Exited(signal="SIGSEGV"), "EC104", "SIGSEGV"),
        (OutOfMemory(), "EC105", "memory"),
        (NeverSettled(), "EC106", "promise"),
    ],
)
def test_each_end_has_its_check_and_its_place(
    outcome: Outcome, code: str, place: str | None
) -> None:
    """The place names the error and the line, not what the message says."""
    (finding,) = findings(invocation("origin-request", outcome))
    assert finding.code == code
    assert finding.place == (place or "Runtime.ImportModuleError")
    assert finding.error == finding.message
    assert finding.viewer_sees == "503"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("no", "E: no"),
        ("Cannot find module 'x'\nDid you mean 'x.js'?", "E: Cannot find module 'x'; Did you mean"),
        (
            "Validation failed:\n  * no Key\r\n\n  * no Bucket\n",
            "E: Validation failed: * no Key; * no",
        ),
        ("\n", "E"),
    ],
)
def test_what_an_exception_says_is_one_line(message: str, said: str) -> None:
    for outcome in (
        Raised(error_type="E", message=message),
        NotLoaded(error_type="E", message=message),
    ):
        (finding,) = findings(invocation("origin-request", outcome, runtime=NODEJS))
        assert said in finding.message
        assert finding.message.isprintable()


@pytest.mark.parametrize("blocked", ["network", "filesystem"])
def test_an_exception_of_the_kits_own_guard_is_not_the_handlers(blocked: Any) -> None:
    outcome = Raised(error_type="OSError", message="blocked", blocked=blocked)
    assert codes(invocation("viewer-request", outcome)) == []


@pytest.mark.parametrize(("detail", "level"), [("denied", "warning"), ("", "error")])
@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Raised(error_type="TypeError", message="null"), "EC102"), (None, "EC201")],
)
def test_what_comes_after_a_refused_connection_is_a_warning(
    outcome: Any, code: str, detail: str, level: str
) -> None:
    """A handler that goes on without its service was shown no event on which the service works."""
    refused = Observation(kind="network", subject="api.example.com:443", detail=detail)
    of_event = invocation("viewer-request", outcome, observations=(refused,))
    (finding,) = [one for one in findings(of_event) if one.code == code]
    assert finding.level == level
    assert ("after a connection failed" in finding.message) == bool(detail)


def test_what_waits_for_a_refused_network_is_not_judged_for_time() -> None:
    assert codes(invocation("viewer-request", TimedOut(limit=5, blocked="network"))) == []


def test_the_words_are_those_of_the_language() -> None:
    outcome = Raised(error_type="TypeError", message="x is undefined")
    (python,) = findings(invocation("viewer-request", outcome))
    (nodejs,) = findings(invocation("viewer-request", outcome, runtime=NODEJS))
    assert "raises TypeError: x is undefined" in python.message
    assert "throws or rejects with TypeError" in nodejs.message


def test_what_the_kit_ended_says_why() -> None:
    outcome = Exited(message="the handler wrote to the channel")
    (finding,) = findings(invocation("viewer-request", outcome))
    assert finding.message == "the handler wrote to the channel"


@pytest.mark.parametrize(
    ("event_type", "memory", "peak", "expected"),
    [
        ("viewer-request", None, 128 * MEGABYTE + 1, ["EC105"]),
        ("viewer-request", None, 128 * MEGABYTE, ["EC605"]),
        ("viewer-request", None, 115 * MEGABYTE, []),
        ("origin-request", None, 129 * MEGABYTE, ["EC105"]),
        ("origin-request", 512, 129 * MEGABYTE, []),
        ("origin-request", 512, 513 * MEGABYTE, ["EC105"]),
        ("viewer-request", 64, 65 * MEGABYTE, ["EC105"]),
    ],
)
def test_memory_is_held_against_what_is_configured(
    event_type: str, memory: int | None, peak: int, expected: list[str]
) -> None:
    """Unless configured, a function has 128 MB, and the last tenth of it is a warning."""
    made = invocation(event_type, request(event_type), measurement=Measurement(peak_memory=peak))
    assert codes(made, Conditions(memory=memory)) == expected
