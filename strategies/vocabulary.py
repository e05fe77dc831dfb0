"""Words that a search has learnt of a handler."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Literals of a handler's source, and names it was seen to read; all empty by default.

    `uris` are whole paths or prefixes, `routes` paths put together of words where each may stand,
    `extensions` endings with their dot. `headers`, `queries`
    and `cookies` pair a name with a value that belongs to it; the `_names`, `_keys` and `_values`
    stand alone, and `_guesses` are strings that may be such a name. `custom_names` are those of
    an origin's custom headers, `fields` those that a body may have and `members` such fields one
    inside another; `values` pair a field with what it is compared with, and `takes_tokens` says
    that members may be claims of a token. `domains` name origins, `hosts` are what viewers ask for
    and `addresses` their own. `strings` are put wherever text may stand, such as what a regular
    expression matches. A word that no event can carry where it would stand is left out there.
    """

    uris: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    header_names: tuple[str, ...] = ()
    custom_names: tuple[str, ...] = ()
    header_values: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    query_keys: tuple[str, ...] = ()
    query_values: tuple[str, ...] = ()
    query_guesses: tuple[str, ...] = ()
    queries: tuple[tuple[str, str], ...] = ()
    cookie_names: tuple[str, ...] = ()
    cookie_values: tuple[str, ...] = ()
    cookie_guesses: tuple[str, ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    takes_tokens: bool = False
    hosts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    strings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """Return both, each word once, in order."""
        return Vocabulary(
            **{
                field.name: _united(getattr(self, field.name), getattr(other, field.name))
                for field in fields(self)
            }
        )


def _united(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, bool):
        return ours or theirs
    return tuple(dict.fromkeys((*ours, *theirs)))


EMPTY = Vocabulary()
