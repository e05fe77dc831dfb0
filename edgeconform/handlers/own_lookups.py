"""Look-ups by functions of a source's own, such as `header(request.headers, "x-tenant")`."""

import re
from typing import Final

from edgeconform.handlers.facts import Chain

_MAPS: Final = frozenset({"headers", "querystring", "cookies"})
_MESSAGES: Final = frozenset({"request", "req", "response", "res", "resp"})
_MAKES: Final = re.compile(
    "(?:set|add|put|append|with|without|write|delete|remove|drop|strip|clear|expire|merge|push"
    "|make|build|create|format|serialize|serialise|parse|encode|sign)(?![a-z])"
)
_KEY: Final = re.compile(r"\*?[\w.~-]{1,64}", re.ASCII)


def looked_up(function: str, given: Chain, key: str) -> Chain:
    """Return the chain of what a function finds under `key` in what it is given; `()` if untold.

    A function that is handed the headers and a name gives that header, whatever it is called. One
    that is handed a whole message must say by its name what it looks for.
    """
    if not given or not _KEY.fullmatch(key) or _MAKES.match(function):
        return ()
    name = function.lower()
    if "cookie" in name:
        return ("cookies()", key)
    if given[-1] in _MAPS:
        return (*given, key)
    if given[-1] not in _MESSAGES:
        return ()
    if "header" in name:
        return (*given, "headers", key)
    return (*given, "querystring", key) if "query" in name or "param" in name else ()
