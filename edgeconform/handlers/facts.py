"""What a source says, in words that both languages share.

A chain is the path of an expression: `event.Records[0].cf.request.headers['host']` and its Python
twin are both `("event", "Records", "0", "cf", "request", "headers", "host")`. A key that is
computed is `*`, with the name that it is taken from; a call keeps its name with `()`.
"""

from dataclasses import dataclass
from typing import Literal

Chain = tuple[str, ...]

# Longer chains are left unread: they say nothing of an event, and reading them takes long.
MAX_LINKS = 50

# How many chains one expression, such as `a or b or c`, is taken to stand for.
MAX_CHOICES = 16

# What is said to these is for people, and no event can match it.
LOGS = frozenset({"print", "console", "logger", "log", "logging", "LOG", "LOGGER"})

# Calls that part a text, in the order of its parts.
PARTING = frozenset({"split()", "rsplit()", "partition()", "rpartition()"})

# By these names a chain tells what of the event it is about, whatever they were taken from.
TELLING = frozenset({"event", "record", "cf", "config", "request", "response", "headers"})

Role = Literal["value", "key", "compared", "prefix", "suffix", "contained", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A member is read, or `written` (deleting is writing); `by_call` as with `.get("name")`."""

    chain: Chain
    written: bool = False
    by_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string, and what is done with it: `partner` is what it is compared or searched with."""

    value: str
    role: Role = "value"
    partner: Chain = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in the source."""

    value: int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression, in the syntax of its own language, and what it is held against."""

    pattern: str
    flags: str = ""
    partner: Chain = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name is bound to the value of a chain: `const headers = request.headers`."""

    name: str
    chain: Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A name is bound to a string: `const COOKIE = "session"`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A map that is bound to a name has a key: `const TENANTS = { acme: ... }`."""

    name: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A function returns the value of a chain, or hands it to its callback."""

    chain: Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name is used: a way to reach a definition, an import or a type."""

    name: str


Fact = Access | Text | Number | Pattern | Alias | Constant | Entry | Answer | Reference
