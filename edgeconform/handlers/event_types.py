"""Tell from a handler's source at which events it runs."""

import re
from dataclasses import dataclass
from pathlib import Path

from edgeconform.handlers.event_type_names import declared_in, mentioned_in, named_by, names_in
from edgeconform.handlers.event_type_signs import Signs, signs_of
from edgeconform.handlers.modules import read
from edgeconform.handlers.usage import Usage, usage
from edgeconform.model import EventType, Handler

_MARK = re.compile(
    r"^(?:edgeconform:\s*event|event)\s*[=:]\s*(?P<names>[a-z-]+(?:\s*,\s*[a-z-]+)*)\s*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """The event types of a handler, and for the user, what in the source told them."""

    event_types: tuple[EventType, ...]
    reason: str


def event_types(handler: Handler) -> Detected:
    """Return at which events a handler runs, most telling evidence first; never none.

    A marking comment wins, then names, then what the source compares, says and does.
    """
    found = _marked(handler) or _named(handler)
    if found is not None:
        return found
    used = usage(handler)
    signs = signs_of(used)
    return _compared(used) or _described(used, signs) or _used(signs)


def _marked(handler: Handler) -> Detected | None:
    module = read(handler.path)
    for comment in module.comments:
        found = _MARK.search(comment.text)
        ours = comment.text.startswith("edgeconform:") or comment.line < module.first_code_line
        names = names_in(found["names"]) if found and ours else ()
        if names:
            return Detected(event_types=names, reason="a comment in the source marks it")
    return None


def _named(handler: Handler) -> Detected | None:
    inside = handler.path.relative_to(handler.root).with_suffix("")
    folders = [*reversed(inside.parent.parts), handler.root.name]
    for kind, name in (
        ("export", handler.export),
        ("file", Path(inside).name),
        *(("folder", folder) for folder in folders),
    ):
        if found := named_by(name):
            return Detected(event_types=found, reason=f"the {kind} is named {name}")
    return None


def _compared(used: Usage) -> Detected | None:
    """Return event types that the source compares with, keeps functions under, or names."""
    names = {event_type.value for event_type in EventType}
    found = [t.value for t in used.texts if t.value in names and t.role in ("compared", "key")]
    verb = "asks for"
    if not found and len(named := names & {*used.named}) == 1:
        found, verb = list(named), "names"
    types = tuple(EventType(name) for name in dict.fromkeys(found))
    words = " and ".join(types)
    return Detected(event_types=types, reason=f"the source {verb} {words}") if types else None


def _described(used: Usage, signs: Signs) -> Detected | None:
    """Return what comments speak of, if the code does not gainsay it.

    That is one event type, or where the code takes both, one of requests and one of responses.
    """
    declared = {name for text in used.comments for name in declared_in(text)}
    mentioned = {name for text in used.comments for name in mentioned_in(text)}
    for names in (declared, mentioned):
        by_kind = sorted(names, key=lambda name: name.is_response)
        if signs.both and [name.is_response for name in by_kind] == [False, True]:
            reason = f"comments in the source speak of {' and '.join(by_kind)}"
            return Detected(event_types=tuple(by_kind), reason=reason)
        fitting = [name for name in names if name.is_response is signs.is_response]
        if len(names) == 1 and fitting:
            reason = f"a comment in the source speaks of {fitting[0]}"
            return Detected(event_types=(fitting[0],), reason=reason)
    return None


def _used(signs: Signs) -> Detected:
    """Return what the code touches: two types where it serves requests and responses."""
    nothing = "and nothing tells viewer from origin"
    request = (EventType.VIEWER_REQUEST, f"the source {signs.request}, {nothing}")
    if signs.origin_request:
        request = (EventType.ORIGIN_REQUEST, f"the source {signs.origin_request}")
    response = (EventType.ORIGIN_RESPONSE, f"the source {signs.response}, {nothing}")
    if signs.viewer_response and not signs.origin_response:
        response = (EventType.VIEWER_RESPONSE, f"the source {signs.viewer_response}")
    if signs.origin_response:
        response = (EventType.ORIGIN_RESPONSE, f"the source {signs.origin_response}")
    if signs.both:
        reason = "the source takes both requests and responses"
        return Detected(event_types=(request[0], response[0]), reason=reason)
    event_type, reason = response if signs.is_response else request
    return Detected(event_types=(event_type,), reason=reason)
