"""Whether an exception comes of how the distribution is set up, and not of what a viewer sends."""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final, Literal

from edgeconform import strategies
from edgeconform.engine.chosen_values import is_of_a_chosen_value, origin_fields
from edgeconform.engine.collector import is_among
from edgeconform.engine.fixed_hosts import leads_to_a_fixed_host
from edgeconform.engine.probing import ROUNDS, custom_names
from edgeconform.engine.session import Session
from edgeconform.model import Finding, Invocation, Json, Level

_EXCEPTION: Final = "EC102"
_OF_A_LACK: Final = re.compile(r"\b(?:TypeError|AttributeError|KeyError: '(?P<key>\w+)'$)")
_KINDS: Final = {"custom": "a custom one", "s3": "an S3 bucket"}


def as_configured(findings: Iterable[Finding], session: Session) -> Iterator[Finding]:
    """Yield `findings`, exceptions for the lack of a custom header as warnings.

    Custom headers are the configuration that Lambda@Edge has: whoever associates the function sets
    them once, for all events. So the handler fails of the set-up, where it fails, and never of what
    a viewer sends; what comes of the value that the search chose is left out, and so is a redirect
    that leads to one host whatever the request names. An exception that only one kind of origin
    brings out says so, and one that a header of CloudFront's own would mend says which a policy has
    to name.
    """
    for finding in findings:
        if is_of_a_chosen_value(finding, session) or leads_to_a_fixed_host(finding, session):
            continue
        if finding.code != _EXCEPTION or finding.level is not Level.ERROR or not _origin(finding):
            yield finding
        elif names := _remedy(finding, session, _asked, _custom_headers):
            lowered = replace(finding, level=Level.WARNING)
            yield _saying(lowered, f"for want of the origin's custom {_named(names)}")
        elif names := _remedy(finding, session, _asked_of_cloudfront(session), _request_headers):
            them = "them" if len(names) > 1 else "it"
            what = f"which CloudFront adds only where a policy asks for {them}"
            yield _saying(finding, f"for want of the {_named(names)}, {what}")
        else:
            yield _of_kind(finding, session)


def _named(names: tuple[str, ...]) -> str:
    return f"header{'s' * (len(names) > 1)} {', '.join(names)}"


def _saying(finding: Finding, more: str) -> Finding:
    message = f"{finding.message}, {more}"
    return replace(finding, message=message, error=message)


def _remedy(
    finding: Finding,
    session: Session,
    asked: Callable[[Invocation], Iterable[str]],
    headers_of: Callable[[Json], dict[str, Json]],
) -> tuple[str, ...]:
    """Return the headers, of those asked for, with which the exception goes away; none if none."""
    event, added = deepcopy(finding.event), []
    headers = headers_of(event)
    for _ in range(ROUNDS):
        missing = sorted(set(asked(session.record(event))) - set(headers))
        if not missing:
            return ()
        added += missing
        headers.update({name: [{"key": name, "value": "1"}] for name in missing})
        if not is_among(finding, session.try_one(event).findings):
            return tuple(added)
    return ()


def _custom_headers(event: Json) -> dict[str, Json]:
    found: dict[str, Json] = origin_fields(event)["customHeaders"]
    return found


def _request_headers(event: Json) -> dict[str, Json]:
    found: dict[str, Json] = event["Records"][0]["cf"]["request"]["headers"]
    return found


def _of_kind(finding: Finding, session: Session) -> Finding:
    """Return `finding`, told of which kind the origin is wherever it comes, if that matters."""
    options = session.options.event_options
    if options.origin is not None:
        return finding
    (kind,) = _origin(finding)
    other: Literal["s3", "custom"] = "custom" if kind == "s3" else "s3"
    ordinary = strategies.base_event(session.target.event_type, replace(options, origin=other))
    event = deepcopy(finding.event)
    request, usual = (each["Records"][0]["cf"]["request"] for each in (event, ordinary))
    request["origin"], request["headers"]["host"] = usual["origin"], usual["headers"]["host"]
    found = session.try_one(event).findings
    if is_among(finding, found) or any(_is_before(each, finding) for each in found):
        return finding
    said = f"where the origin is {_KINDS[kind]}"
    if _may_miss(finding, {other, *origin_fields(ordinary)}):
        said += f" (--origin {other} if it never is)"
    return _saying(finding, said)


def _may_miss(finding: Finding, names: set[str]) -> bool:
    """Whether an exception may come of what one kind of origin lacks, such as `names`."""
    found = _OF_A_LACK.search(finding.message)
    return found is not None and (found["key"] is None or found["key"] in names)


def _is_before(other: Finding, finding: Finding) -> bool:
    """Whether the handler fails on an earlier line, so that it cannot come to that of `finding`."""
    one, two = other.source, finding.source
    if other.code != _EXCEPTION or one is None or two is None:
        return False
    return one.file == two.file and one.line < two.line


def _origin(finding: Finding) -> dict[str, Json]:
    origin: dict[str, Json] = finding.event["Records"][0]["cf"]["request"].get("origin", {})
    return origin


def _asked(invocation: Invocation) -> tuple[str, ...]:
    return custom_names((invocation,))


def _asked_of_cloudfront(session: Session) -> Callable[[Invocation], Iterator[str]]:
    own = session.options.event_options.table.names("headers.cloudfront")

    def asked(invocation: Invocation) -> Iterator[str]:
        for path in invocation.reads:
            match path:
                case ("Records", 0, "cf", "request", "headers", str(name)) if name.lower() in own:
                    yield name.lower()

    return asked
