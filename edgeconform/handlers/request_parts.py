"""Whether a handler looks at parts of a request: its body, its query string."""

import re
from typing import Final

from edgeconform.handlers.modules import local_modules
from edgeconform.handlers.usage import usage
from edgeconform.model import Handler

_OF_TOKENS: Final = re.compile(rb"base64|b64decode|\batob\b|\b(?:jwt|jose)\b", re.IGNORECASE)


def reads_request_body(handler: Handler) -> bool:
    """Whether the source touches `request.body`, which only Include Body brings."""
    return any(
        pair == ("request", "body")
        for access in usage(handler).accesses
        for pair in zip(access.chain, access.chain[1:], strict=False)
    )


def names_querystring(handler: Handler) -> bool:
    """Whether the source names the query string of anything, whatever it is taken from."""
    return any("querystring" in access.chain for access in usage(handler).accesses)


def takes_tokens(handler: Handler) -> bool:
    """Whether the source may take tokens apart: it decodes base64, or names JSON Web Tokens."""
    return any(_OF_TOKENS.search(module.path.read_bytes()) for module in local_modules(handler))
