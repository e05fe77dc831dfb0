"""Whether a finding comes of what the search itself put into a custom header of the origin."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final
from urllib.parse import parse_qsl

from edgeconform import strategies
from edgeconform.engine.collector import is_among
from edgeconform.engine.session import Session
from edgeconform.model import Finding, Json, Returned

_LIKELY: Final = (
    *("1", "/v1", "https://www.example.com", "www.example.com"),
    *("{}", "[]", "true", "live"),
)
"""What operators write into custom headers: one of them is what a handler can do with."""


def is_of_a_chosen_value(finding: Finding, session: Session) -> bool:
    """Whether the finding goes away with a likelier value.

    Whoever associates the function knows what the handler expects of a custom header, and the
    search does not. A value that the source names with the header, or that a viewer sent as well,
    may be the one that is meant. One that is likely itself is put down to the search only where
    the request is ordinary otherwise.
    """
    fields = origin_fields(finding.event)
    custom = fields.get("customHeaders")
    if not custom:
        return False
    ordinary = _ordinary_otherwise(finding.event, session)
    comes_of_it = is_among(finding, session.try_one(ordinary).findings)
    sent = set(_sent(finding.event))
    for name, (entry,) in custom.items():
        value = entry["value"]
        is_meant = value in sent or (name, value) in session.compared
        if is_meant or (value in _LIKELY and not comes_of_it):
            continue
        event = ordinary if comes_of_it else finding.event
        if _goes_away(finding, event, name, session):
            return True
    return False


def _goes_away(finding: Finding, event: Json, name: str, session: Session) -> bool:
    for value in _LIKELY:
        changed = deepcopy(event)
        origin_fields(changed)["customHeaders"][name] = [{"key": name, "value": value}]
        if session.is_valid(changed) and _is_answered_without(finding, changed, session):
            return True
    return False


def _ordinary_otherwise(event: Json, session: Session) -> Json:
    """Return `event` with no query and no headers but those of an ordinary one and its Host."""
    options = session.options.event_options
    made = deepcopy(event)
    request = made["Records"][0]["cf"]["request"]
    usual = strategies.base_event(session.target.event_type, options)["Records"][0]["cf"]["request"]
    headers = {**usual["headers"], "host": request["headers"]["host"]}
    custom = origin_fields(event)["customHeaders"]
    kept = {name: entries for name, entries in headers.items() if name not in custom}
    request.update(querystring="", headers=kept)
    return made


def _is_answered_without(finding: Finding, event: Json, session: Session) -> bool:
    trial = session.try_one(event)
    answered = isinstance(trial.invocation.outcome, Returned)
    return answered and not is_among(finding, trial.findings)


def origin_fields(event: Json) -> dict[str, Any]:
    """Return the fields of the origin, of whichever kind it is; empty where there is none."""
    origin = event["Records"][0]["cf"]["request"].get("origin", {})
    return next(iter(origin.values()), {})


def _sent(event: Json) -> Iterator[str]:
    """Yield the values of headers and of query parameters."""
    request = event["Records"][0]["cf"]["request"]
    for entries in request["headers"].values():
        yield from (each["value"] for each in entries)
    yield from (value for _, value in parse_qsl(request["querystring"], keep_blank_values=True))
