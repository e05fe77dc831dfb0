"""An event and its answer, as the checks read them."""

from functools import cached_property
from typing import Any, Final, Literal, final

from edgeconform.checks.conditions import Conditions
from edgeconform.checks.contract import Contract, Violation, contract
from edgeconform.checks.payload import Unparsable, oversized, parse
from edgeconform.checks.sizes import Headers, growth, length
from edgeconform.model import EventType, Invocation, Json, Oversized, Returned
from edgeconform.schemas import Limits

_NONE: Final[Headers] = {}

Kind = Literal["request", "response"]


@final
class Exchange:
    """One invocation under its conditions, with what several checks need worked out once.

    `time_limit` is in seconds, `memory_size` in MB. `result` is the answer where it is an object,
    and empty otherwise; `kind` is what it is taken for; `is_generated` says whether a request is
    answered with a response. `given` is the message of the event that the answer takes the place
    of, empty if it is generated. `is_unedited` says that the answer is that message as it came:
    nothing to blame it for.

    `edited_fields` are the fields of the answer whose values are not those given; `origin_edited`
    tells whether a returned request has an origin that is not the one given. `header_maps` are the
    header map that was given and that of the answer, empty for what is none; `touched_keys` the
    keys, as spelt, whose entries differ or are gone, and `new_keys` those that are new.
    `touched_headers` are the same headers, as given and as in the answer; `added_headers` those of
    the answer that are new, or whose values differ, and `added_values` their names and values as
    far as the header did not have the value in the event.
    """

    edited_fields: frozenset[str] = frozenset()
    origin_edited = False
    header_maps: tuple[dict[str, Json], dict[str, Json]] = ({}, {})
    touched_keys: tuple[str, ...] = ()
    new_keys: tuple[str, ...] = ()
    touched_headers: tuple[Headers, Headers] = ({}, {})
    added_headers: Headers = _NONE
    added_values: tuple[tuple[str, str], ...] = ()

    def __init__(self, invocation: Invocation, conditions: Conditions) -> None:
        self.invocation = invocation
        self.conditions = conditions
        self.event_type: EventType = invocation.event_type
        self.limits: Limits = conditions.limits
        self.time_limit = conditions.time_limit(invocation.event_type)
        self.memory_size = conditions.memory_size(invocation.event_type)
        self.contract: Contract = contract(invocation.event_type, conditions.limits)
        cf = invocation.event["Records"][0]["cf"]
        self.given_request: dict[str, Any] = cf["request"]
        self.given_response: dict[str, Any] = cf.get("response", {})
        self.payload = self._read_payload()
        self.result: dict[str, Any] = self.payload if isinstance(self.payload, dict) else {}
        self.given: dict[str, Any] = (
            self.given_response if self.event_type.is_response else self.given_request
        )
        self.kind: Kind = "response" if self.event_type.is_response else "request"
        self.is_generated = False
        self.is_unedited: bool = self.payload == self.given
        if not self.is_unedited:
            self._note_kind()
            self._note_edits()

    @property
    def was_refused(self) -> bool:
        """Whether the handler learnt, before it was done, that it is refused a connection."""
        seen = self.invocation.observations
        return any(one.kind == "network" and one.detail == "denied" for one in seen)

    def _read_payload(self) -> Json | Unparsable:
        most = self.limits.figure("payload.max")
        match self.invocation.outcome:
            case Returned(payload=payload):
                return parse(payload, self.invocation.runtime, most)
            case Oversized(size=size):
                return oversized(size, most)
            case _:
                return None

    def _note_kind(self) -> None:
        if self.event_type.is_request and self.contract.is_response(self.result):
            self.kind = "response"
            self.is_generated = True
            self.given = {}

    @cached_property
    def violations(self) -> dict[str, tuple[Violation, ...]]:
        """What the result schema refuses of an object, by the code of the check."""
        return dict(self.contract.violations(self.result)) if self.result is self.payload else {}

    @cached_property
    def added_bytes(self) -> int:
        """The bytes that the handler adds to headers and query string of what it passes on."""
        given, returned = self.touched_headers
        query, given_query = self.result.get("querystring"), self.given.get("querystring")
        return growth(returned, given) + max(0, length(query) - length(given_query))

    @cached_property
    def headers(self) -> Headers:
        """The headers of the answer, as far as they are well formed."""
        return header_values(self.result.get("headers"))

    @cached_property
    def given_headers(self) -> Headers:
        """The headers of the message that the answer takes the place of."""
        return header_values(self.given.get("headers"))

    def _note_edits(self) -> None:
        """Compare the answer with what was given; at once, since nearly every check asks for it."""
        given, result = self.given, self.result
        edited = [n for n, value in result.items() if n not in given or given[n] != value]
        self.edited_fields = frozenset(edited)
        if "origin" in edited and self.kind == "request":
            self.origin_edited = result["origin"] is not None
        if "headers" not in edited and "headers" in result:
            return
        before, after = _mapping(given.get("headers")), _mapping(result.get("headers"))
        self.header_maps = before, after
        new = [key for key, entries in after.items() if before.get(key) != entries]
        self.touched_keys = (*new, *[key for key in before if key not in after])
        self.new_keys = tuple([key for key in new if key not in before])
        if self.touched_keys:
            self._note_headers()

    def _note_headers(self) -> None:
        touched = {*self.touched_keys, *map(str.lower, self.touched_keys)}
        before, after = self.header_maps
        given = header_values({key: before[key] for key in before if key in touched})
        returned = header_values({key: after[key] for key in after if key in touched})
        self.touched_headers = given, returned
        self.added_headers = {
            name: values
            for name, values in returned.items()
            if values and given.get(name) != values
        }
        self.added_values = tuple(
            [
                (name, value)
                for name, values in self.added_headers.items()
                for value in values
                if isinstance(value, str) and value not in given.get(name, ())
            ]
        )


def _mapping(headers: Json) -> dict[str, Json]:
    return headers if isinstance(headers, dict) else {}


def header_values(headers: Json) -> Headers:
    """Read a header map; what is not a list of objects with a value is left out.

    A value that is a list stands for several.
    """
    if not isinstance(headers, dict):
        return {}
    read: Headers = {}
    for name, entries in headers.items():
        if isinstance(entries, list):
            values = read.setdefault(name.lower(), [])
            for entry in entries:
                if isinstance(entry, dict) and "value" in entry:
                    value = entry["value"]
                    values.extend(value if isinstance(value, list) else (value,))
    return read
