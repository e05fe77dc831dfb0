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
    """One invocation under its conditions, with what several checks need worked out once."""

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

    def _read_payload(self) -> Json | Unparsable:
        most = self.limits.figure("payload.max")
        match self.invocation.outcome:
            case Returned(payload=payload):
                return parse(payload, self.invocation.runtime, most)
            case Oversized(size=size):
                return oversized(size, most)
            case _:
                return None

    @property
    def result(self) -> dict[str, Any]:
        """The answer, where it is an object; empty otherwise."""
        return self.payload if isinstance(self.payload, dict) else {}

    @cached_property
    def kind(self) -> Kind:
        """What the answer is taken for."""
        return "response" if self.contract.is_response(self.result) else "request"

    @property
    def is_generated(self) -> bool:
        """Whether a request event is answered with a response."""
        return self.event_type.is_request and self.kind == "response"

    @property
    def given(self) -> dict[str, Any]:
        """The message of the event that the answer takes the place of; empty if it is generated."""
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
    def origin_edited(self) -> bool:
        """Whether a returned request has an origin that is not the one given."""
        origin = self.result.get("origin")
        is_new = origin is not None and origin != self.given.get("origin")
        return is_new and self.kind == "request"

    @cached_property
    def headers_edited(self) -> bool:
        """Whether the header map of the answer differs from the one given in anything."""
        return bool(self.result.get("headers") != self.given.get("headers"))

    @cached_property
    def added_headers(self) -> Headers:
        """The headers of the answer that are new, or whose values differ from those given."""
        if not self.headers_edited:
            return {}
        given = self.given_headers
        return {
            name: values
            for name, values in self.headers.items()
            if values and given.get(name) != values
        }

    @cached_property
    def added_values(self) -> tuple[tuple[str, str], ...]:
        """Names and values of header entries whose value the header did not have in the event."""
        given = self.given_headers
        return tuple(
            (name, value)
            for name, values in self.added_headers.items()
            for value in values
            if isinstance(value, str) and value not in given.get(name, ())
        )


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
