"""Whether a redirect leads to one and the same host, whatever host the request names."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from edgeconform.checks.exchange import Exchange
from edgeconform.checks.location import asked_host, redirect_targets
from edgeconform.checks.urls import resolve, site
from edgeconform.engine.session import Session
from edgeconform.model import Finding, Json

_OPEN_REDIRECT: Final = "EC703"
_ANOTHER: Final = "another.example"


def leads_to_a_fixed_host(finding: Finding, session: Session) -> bool:
    """Whether Location leads on where it led when the request names another domain.

    A source does not tell of every host that its handler has: a preload may stub where it comes
    from, a deployment may write it into a file. An event that happens to name the same domain
    takes nobody anywhere.
    """
    if finding.code != _OPEN_REDIRECT:
        return False
    for host in set(_hosts(session.try_one(finding.event).exchange)):
        event = _naming_another(finding.event, site(host))
        is_another = event != finding.event and session.is_valid(event)
        if is_another and host in _hosts(session.try_one(event).exchange):
            return True
    return False


def _hosts(exchange: Exchange) -> Iterator[str]:
    """Yield the hosts to which an answer sends the viewer."""
    asked = asked_host(exchange)
    for location in redirect_targets(exchange):
        if (target := resolve(location, asked)) and target.absolute:
            yield target.host


def _naming_another(event: Json, domain: str) -> Json:
    """Return `event` with another domain wherever the request names this one, but for its Host."""
    made = deepcopy(event)
    request = made["Records"][0]["cf"]["request"]
    named = re.compile(re.escape(domain), re.IGNORECASE)
    for part in ("uri", "querystring"):
        request[part] = named.sub(_ANOTHER, request[part])
    for name, entries in request["headers"].items():
        for entry in entries if name != "host" else ():
            entry["value"] = named.sub(_ANOTHER, entry["value"])
    return made
