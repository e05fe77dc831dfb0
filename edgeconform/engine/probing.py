"""What a handler was seen to ask an event for, as words to try on it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, Literal

from edgeconform import strategies
from edgeconform.engine.guidance import Guesses
from edgeconform.engine.options import Options, Target
from edgeconform.model import Invocation, Json
from edgeconform.strategies import Vocabulary

MOST_PATHS: Final = 6
PROBES: Final = 8
"""Random events on which reads are recorded, beside the ordinary event on a few paths."""

ROUNDS: Final = 4
"""So often a handler may ask for another header once it has those that it asked for."""

LIMIT: Final = 1.0
"""Seconds that such an invocation may take."""

ORIGIN_KINDS: Final[tuple[Literal["custom", "s3"], ...]] = ("custom", "s3")

_MOST_NAMES: Final = 60
_QUERY: Final = ("Records", 0, "cf", "request", "querystring")
_MESSAGES: Final = ("request", "response")
_PLAIN: Final = re.compile(r"/[\w./~-]{1,200}", re.ASCII)


def probes(target: Target, options: Options, vocabulary: Vocabulary) -> Iterator[Json]:
    """Yield the events to record reads on: ordinary ones on the handler's own paths, and others."""
    event_options = options.event_options
    yield strategies.base_event(target.event_type, event_options)
    for uri in islice(filter(_is_plain, vocabulary.uris), MOST_PATHS):
        event = strategies.base_event(target.event_type, event_options)
        event["Records"][0]["cf"]["request"]["uri"] = uri
        yield event
    generator = strategies.Generator(target.event_type, event_options, vocabulary, options.seed)
    yield from islice(generator, PROBES)


def configured_probes(target: Target, options: Options, names: Iterable[str]) -> Iterator[Json]:
    """Yield an ordinary event for each kind of origin, with `names` as custom headers of it.

    A handler that stops where one is missing asks for the next only once it has the first.
    """
    custom = {name: [{"key": name, "value": "1"}] for name in names}
    given = options.event_options
    for origin in (given.origin,) if given.origin else ORIGIN_KINDS:
        event = strategies.base_event(target.event_type, replace(given, origin=origin))
        (fields,) = event["Records"][0]["cf"]["request"]["origin"].values()
        fields["customHeaders"] = custom
        if strategies.is_valid(event, target.event_type, given):
            yield event


def custom_names(invocations: Iterable[Invocation]) -> tuple[str, ...]:
    """Return the names of custom headers that were asked for, present or not."""
    paths = {path for invocation in invocations for path in invocation.reads}
    return tuple(dict.fromkeys(name for path in sorted(paths, key=str) for name in _custom(path)))


def words_read(invocations: Sequence[Invocation], guesses: Guesses) -> Vocabulary:
    """Return the names of headers that were asked for, present or not.

    Where cookies or the query string were, any of `guesses` may be in them: parsers hand names on
    in ways that no reader of the source follows.
    """
    paths = {path for invocation in invocations for path in invocation.reads}
    ordered = sorted(paths, key=str)
    headers = dict.fromkeys(name for path in ordered for name in _header(path))
    return Vocabulary(
        header_names=tuple(islice(headers, _MOST_NAMES)),
        custom_names=custom_names(invocations)[:_MOST_NAMES],
        cookie_guesses=guesses.names if "cookie" in headers else (),
        cookies=guesses.pairs if "cookie" in headers else (),
        query_guesses=guesses.names if _QUERY in paths else (),
        queries=guesses.pairs if _QUERY in paths else (),
    )


def _is_plain(uri: str) -> bool:
    return _PLAIN.fullmatch(uri) is not None


def _header(path: tuple[str | int, ...]) -> Iterator[str]:
    match path:
        case ("Records", 0, "cf", message, "headers", str(name)) if message in _MESSAGES:
            yield name.lower()


def _custom(path: tuple[str | int, ...]) -> Iterator[str]:
    match path:
        case ("Records", 0, "cf", "request", "origin", _, "customHeaders", str(name)):
            yield name.lower()
