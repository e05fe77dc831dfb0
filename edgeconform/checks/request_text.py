"""What the checks of a request's uri and query string share."""

import re

from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import FAILED

INVALID_URI = f"{FAILED}: The specified URI is in an invalid format."


def edited(exchange: Exchange, field: str) -> str:
    """Return a text field of a returned request if the handler set it; empty otherwise."""
    if exchange.kind != "request" or field not in exchange.edited_fields:
        return ""
    text = exchange.result[field]
    return text if isinstance(text, str) else ""


def new_characters(exchange: Exchange, text: str, unwanted: re.Pattern[str]) -> list[str]:
    """Return what of `unwanted` is in `text` and neither in the event's uri nor its query."""
    if not text:
        return []
    request = exchange.given_request
    brought = request["uri"] + request.get("querystring", "")
    return sorted(set(unwanted.findall(text)).difference(brought))


def spoken(characters: list[str]) -> str:
    """Return how to call characters that a reader would not see."""
    names = {" ": "a space", "#": "#"}
    return " and ".join(names.get(c, f"the control character U+{ord(c):04X}") for c in characters)
