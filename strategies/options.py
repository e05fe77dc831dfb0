"""What a user may say about the distribution and association behind the events."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from edgeconform.errors import UsageError
from edgeconform.model import EventType
from edgeconform.schemas import NEWEST, Limits, limits, load, tables
from edgeconform.strategies.words import TOKEN

OriginKind = Literal["s3", "custom"]
Policy = Literal["minimal", "all-viewer", "all-viewer-except-host", "geo"]

METHODS: Final = tuple(
    load(EventType.VIEWER_REQUEST)["$defs"]["request"]["properties"]["method"]["enum"]
)
POLICIES: Final[tuple[Policy, ...]] = get_args(Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOptions:
    """How the association and its cache behavior are set up.

    `include_body` is the flag of the association. `methods` are the methods that the behavior
    allows (None: all seven). `origin` is the kind of its origin and `policy` what it forwards to
    the origin (None: varied). `headers` are further header names that the policy delivers.
    `limits` is a table of figures or its name. Raises UsageError for what cannot be.
    """

    include_body: bool = False
    methods: Collection[str] | None = None
    origin: OriginKind | None = None
    policy: Policy | None = None
    headers: Collection[str] = ()
    limits: str | Limits = NEWEST

    def __post_init__(self) -> None:
        _check_choice("origin", self.origin, get_args(OriginKind))
        _check_choice("policy", self.policy, POLICIES)
        _check_limits(self.limits)
        if self.methods is not None:
            object.__setattr__(self, "methods", _methods(self.methods))
        object.__setattr__(self, "headers", _headers(self.headers, self.table))

    @property
    def table(self) -> Limits:
        """The figures that `limits` stands for."""
        return self.limits if isinstance(self.limits, Limits) else limits(self.limits)


def event_type_of(value: str) -> EventType:
    """Return the event type named `value`; UsageError if there is none."""
    try:
        return EventType(value)
    except ValueError:
        known = ", ".join(EventType)
        raise UsageError(f"unknown event type {value!r}; choose one of {known}") from None


def _check_choice(option: str, value: Any, known: Iterable[str]) -> None:
    if value is not None and value not in tuple(known):
        raise UsageError(f"unknown {option} {value!r}; choose one of {', '.join(known)}")


def _check_limits(value: Any) -> None:
    if not isinstance(value, Limits):
        _check_choice("limits", value, tables())


def _methods(given: Any) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Collection) or not given:
        raise UsageError("methods must be a list of at least one HTTP method, such as ['GET']")
    for method in given:
        _check_choice("method", method, METHODS)
    return tuple(method for method in METHODS if method in given)


def _headers(given: Any, table: Limits) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise UsageError("headers must be a list of header names")
    names = tuple(given)
    for name in names:
        if not isinstance(name, str) or not TOKEN.fullmatch(name):
            raise UsageError(f"{name!r} is no header name")
        if name in table.names("headers.disallowed"):
            raise UsageError(f"no event carries the header {name}: CloudFront keeps it back")
    return tuple(dict.fromkeys(name.lower() for name in names))
