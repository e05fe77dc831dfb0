"""Messages that a handler hands on with other headers."""

from typing import Any

from tests.support import codes, event, headers, invocation, request, response


def with_headers(event_type: str, **added: Any) -> dict[str, Any]:
    """The ordinary message of an event type with more headers."""
    message = request(event_type) if event_type.endswith("request") else response()
    message["headers"] |= headers(**added)
    return message


def event_with(event_type: str, message: dict[str, Any]) -> dict[str, Any]:
    """An event around a message."""
    if event_type.endswith("request"):
        return event(event_type, message)
    return event(event_type, None, message)


def passed_on(event_type: str, given: dict[str, Any], returned: dict[str, Any]) -> list[str]:
    """The codes for a handler that turns one message into the other."""
    return codes(invocation(event_type, returned, event_with(event_type, given)))
