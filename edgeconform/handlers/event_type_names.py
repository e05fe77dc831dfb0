"""Names of event types in running text and in identifiers."""

import re

from edgeconform.model import EventType

# An origin request policy is a setting; what is said of "after viewer request" is not the event.
_NO_EVENT = re.compile(
    r"(?:after|before|no|not|than)\s(?:for\s|at\s|in\s|an?\s|the\s)*(?:viewer|origin)[-_\s]?(?:request|response)"
    r"|origin[-_\s]?request[-_\s]polic(?:y|ies)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(viewer|origin)[-_\s]?(request|response)(?![a-z]*able)", re.IGNORECASE)
_SHORT = re.compile(r"(?i:(viewer|origin)[-_]?(req|resp?))(?![a-z]|(?<=[A-Z])[A-Z])")
_PHRASE = re.compile(
    r"""(?:
        \b(?:trigger(?:ed|s)?|runs?|associated?|attach(?:ed)?|invoked|deploy(?:ed)?)\s
          (?:(?:this|the|a|an|function|lambda|it|with|in|on|at|by|for|as|to|is|cloudfront|amazon
             |event)\W+){0,8}
        | \b(?:event[-_ ]?type|event|trigger|type)\s*[:=]\s*['"]?
    )
    (?P<names>(?:viewer|origin)[-_\s]?(?:request|response)
       (?:\s*(?:,|/|or|and|events?)\s*(?:an?\s)?(?:viewer|origin)[-_\s]?(?:request|response))*)
    | (?P<before>(?:viewer|origin)[-_\s]?(?:request|response))
      \s(?:event\s)?(?:trigger|handler|function|lambda)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def names_in(text: str) -> tuple[EventType, ...]:
    """Return the event types that a text names, in whatever spelling, in order and each once."""
    found = (f"{a}-{b}".lower() for a, b in _NAME.findall(text))
    return tuple(dict.fromkeys(EventType(name) for name in found))


def named_by(identifier: str) -> tuple[EventType, ...]:
    """Return the event types after which a function, file or folder is named: `viewerReq`, too."""
    whole = {"req": "request", "res": "response", "resp": "response"}
    short = ((a, whole[b.lower()]) for a, b in _SHORT.findall(identifier))
    return names_in(identifier) or names_in(" ".join(f"{a}-{b}" for a, b in short))


def mentioned_in(text: str) -> tuple[EventType, ...]:
    """Return the event types that running text speaks of."""
    return names_in(_plain(text))


def declared_in(text: str) -> tuple[EventType, ...]:
    """Return the event types that a text says a function is for: "triggered in an ..."."""
    phrases = (match["names"] or match["before"] for match in _PHRASE.finditer(_plain(text)))
    return tuple(dict.fromkeys(name for phrase in phrases for name in names_in(phrase)))


def _plain(text: str) -> str:
    """Return a text on one line, without what speaks of event types but of no event."""
    return _NO_EVENT.sub(" ", " ".join(text.split()))
