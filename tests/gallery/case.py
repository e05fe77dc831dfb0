"""A row of the table, and how to make one from what differs from the ordinary event."""

from dataclasses import dataclass, field
from typing import Any

from tests.support import event, request, response

EVENT_TYPES = {
    "ab_test": "viewer-request",
    "body_inspection": "origin-request",
    "bot_detection": "viewer-request",
    "cache_control": "origin-response",
    "country_routing": "origin-request",
    "device_class": "viewer-request",
    "dynamic_origin": "origin-request",
    "error_pages": "origin-response",
    "friendly_urls": "origin-request",
    "image_size": "viewer-request",
    "load_balancing": "origin-request",
    "query_normalisation": "viewer-request",
    "redirect_expired": "origin-request",
    "redirect_to_www": "viewer-request",
    "request_signing": "origin-request",
    "security_headers": "origin-response",
    "token_authorisation": "viewer-request",
}

PASSED: dict[str, Any] = {}
"""Expected of a handler that gives back what it got."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event, and the parts of the answer that are expected; None for a part that is absent."""

    use: str
    name: str
    event: dict[str, Any] = field(repr=False)
    expected: dict[str, Any]


def asked(use: str, name: str, expected: dict[str, Any], **fields: Any) -> Case:
    """A case whose request differs from the ordinary one in `fields`."""
    event_type = EVENT_TYPES[use]
    made = event(event_type, request(event_type, **fields))
    return Case(use=use, name=name, event=made, expected=expected)


def answered(
    use: str,
    name: str,
    expected: dict[str, Any],
    method: str = "GET",
    uri: str = "/",
    **fields: Any,
) -> Case:
    """A case whose response differs from the ordinary one in `fields`."""
    event_type = EVENT_TYPES[use]
    made = event(event_type, request(event_type, method=method, uri=uri), response(**fields))
    return Case(use=use, name=name, event=made, expected=expected)
