"""An event and its answer, as the checks read them."""

from functools import cached_property
from typing import Any, Literal, final

from edgeconform.checks.conditions import Conditions
from edgeconform.checks.contract import Contract, Violation, contract
from edgeconform.checks.payload import Unparsable, oversized, parse
from edgeconform.model import EventType, Invocation, Json, Oversized, Returned
from edgeconform.schemas import Limits

Headers = dict[str, list[Json]]
"""Lower-case names, each with the values of its entries in order."""

Kind = Literal["request", "response"]


@final
class Exchange:
    """One invocation under its conditions, with what several checks need worked out once.

    `result` is the answer where it is an object, and empty otherwise; `kind` is what it is taken
    for; `is_generated` says whether a request is answered with a response. `given` is the message
    of the event that the answer takes the place of, empty if it is generated. `is_unedited` says
    that the answer is that message as it came: nothing to blame it for.
    """

    def __init__(self, invocation: Invocation, conditions: Conditions) -> None:
        self.invocation = invocation
        self.conditions = conditions
        self.event_type: EventType = invocation.event_type
        self.limits: Limits = conditions.limits
        self.contract: Contract = contract(invocation.event_type, conditions.limits)
        cf = invocation.event["Records"][0]["cf"]
        self.given_request: dict[str, Any] = cf["request"]
        self.given_response: dict[str, Any] = cf.get("response", {})
        self.payload = self._read_payload()
        self.result: dict[str, Any] = self.payload if isinstance(self.payload, dict) else {}
        is_response = self.contract.is_response(self.result)
        self.kind: Kind = "response" if is_response else "request"
        self.is_generated: bool = is_response and self.event_type.is_request
        self.given: dict[str, Any] = self._replaced()
        self.is_unedited: bool = self.payload == self.given

    def _read_payload(self) -> Json | Unparsable:
        most = self.limits.figure("payload.max")
        match self.invocation.outcome:
            case Returned(payload=payload):
                return parse(payload, self.invocation.runtime, most)
            case Oversized(size=size):
                return oversized(size, most)
            case _:
                return None

    def _replaced(self) -> dict[str, Any]:
        if self.event_type.is_response:
            return self.given_response
        return {} if self.kind == "response" else self.given_request

    @cached_property
    def violations(self) -> dict[str, tuple[Violation, ...]]:
        """What the result schema refuses of an object, by the code of the check."""
        return dict(self.contract.violations(self.result)) if self.result is self.payload else {}

    @cached_property
    def headers(self) -> Headers:
        """The headers of the answer, as far as they are well formed."""
        return header_values(self.result.get("headers"))

    @cached_property
    def given_headers(self) -> Headers:
        """The headers of the message that the answer takes the place of."""
        return header_values(self.given.get("headers"))

    @cached_property
    def edited_fields(self) -> frozenset[str]:
        """The fields of the answer whose values are not those given."""
        given = self.given
        return frozenset(
            name for name, value in self.result.items() if name not in given or given[name] != value
        )

    @cached_property
    def origin_edited(self) -> bool:
        """Whether a returned request has an origin that is not the one given."""
        is_new = "origin" in self.edited_fields and self.result["origin"] is not None
        return is_new and self.kind == "request"

    @cached_property
    def touched_keys(self) -> tuple[str, ...]:
        """The keys of the header map, as spelt, whose entries are not those given, or are gone."""
        given, returned = self.header_maps
        new = (key for key, entries in returned.items() if given.get(key) != entries)
        return (*new, *(key for key in given if key not in returned))

    @property
    def header_maps(self) -> tuple[dict[str, Json], dict[str, Json]]:
        """The header map that was given and that of the answer; empty for what is none."""
        return _mapping(self.given.get("headers")), _mapping(self.result.get("headers"))

    @cached_property
    def touched_headers(self) -> tuple[Headers, Headers]:
        """The headers whose entries differ: as they were given, and as they are in the answer."""
        keys = dict.fromkeys((*self.touched_keys, *map(str.lower, self.touched_keys)))
        given, returned = self.header_maps
        return (
            header_values({key: given[key] for key in keys if key in given}),
            header_values({key: returned[key] for key in keys if key in returned}),
        )

    @cached_property
    def added_headers(self) -> Headers:
        """The headers of the answer that are new, or whose values differ from those given."""
        given, returned = self.touched_headers
        return {
            name: values
            for name, values in returned.items()
            if values and given.get(name) != values
        }

    @cached_property
    def added_values(self) -> tuple[tuple[str, str], ...]:
        """Names and values of header entries whose value the header did not have in the event."""
        given, _ = self.touched_headers
        return tuple(
            (name, value)
            for name, values in self.added_headers.items()
            for value in values
            if isinstance(value, str) and value not in given.get(name, ())
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
