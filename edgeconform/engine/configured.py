"""Whether an exception is but for custom headers that the origin of an event does not have."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

from edgeconform.engine.collector import key_of
from edgeconform.engine.session import Session
from edgeconform.model import Finding, Invocation, Json, Level

_EXCEPTION: Final = "EC102"
_ROUNDS: Final = 4
"""So often a handler may ask for one header more once it has those that it asked for before."""


def as_configured(findings: Iterable[Finding], session: Session) -> Iterator[Finding]:
    """Yield `findings`, exceptions for the lack of a custom header as warnings.

    Custom headers are the configuration that Lambda@Edge has: whoever associates the function sets
    them once, for all events. So the handler fails of the set-up, where it fails, and never of what
    a viewer sends.
    """
    for finding in findings:
        is_exception = finding.code == _EXCEPTION and finding.level is Level.ERROR
        names = _remedy(finding, session) if is_exception else ()
        yield _lowered(finding, names) if names else finding


def _lowered(finding: Finding, names: tuple[str, ...]) -> Finding:
    headers = f"custom header{'s' * (len(names) > 1)} {', '.join(names)}"
    message = f"{finding.message}, for want of the origin's {headers}"
    return replace(finding, level=Level.WARNING, message=message, error=message)


def _remedy(finding: Finding, session: Session) -> tuple[str, ...]:
    """Return the custom headers with which the exception goes away; none if it stays."""
    event, added = deepcopy(finding.event), []
    for _ in range(_ROUNDS):
        custom = _custom_headers(event)
        missing = sorted(set(_asked(session.record(event))) - set(custom or ()))
        if custom is None or not missing:
            return ()
        added += missing
        custom.update({name: [{"key": name, "value": "1"}] for name in missing})
        trials = list(session.try_all([event]))
        if not any(key_of(each) == key_of(finding) for each in trials[0].findings):
            return tuple(added)
    return ()


def _custom_headers(event: Json) -> dict[str, Json] | None:
    origin = event["Records"][0]["cf"]["request"].get("origin", {})
    for fields in origin.values():
        headers: dict[str, Json] = fields["customHeaders"]
        return headers
    return None


def _asked(invocation: Invocation) -> Iterator[str]:
    for path in invocation.reads:
        match path:
            case ("Records", 0, "cf", "request", "origin", _, "customHeaders", str(name)):
                yield name.lower()
