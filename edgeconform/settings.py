"""Options as JSON values and back: what a saved failure needs to be run again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from edgeconform.engine import Options
from edgeconform.handlers import define_line
from edgeconform.model import Json, Run, Runtime
from edgeconform.schemas import Limits, limits
from edgeconform.strategies import EventOptions


def settings_of(options: Options) -> dict[str, Json]:
    """Return the options that bear on a verdict, as far as they differ from the default."""
    ordinary = _all(Options())
    return {key: value for key, value in _all(options).items() if value != ordinary[key]}


def described(run: Run, options: Options) -> Run:
    """Return `run` with what a report shows of its options and of the handler's place."""
    return replace(run, settings=settings_of(options), defined=define_line(run.handler))


def options_of(settings: dict[str, Json]) -> Options:
    """Return the options that `settings` stand for.

    Raises UsageError, KeyError, TypeError or ValueError if they stand for none.
    """
    given: dict[str, Any] = {**_all(Options()), **settings}
    for key, value in settings.items():
        if not _SHAPES[key](value):
            raise TypeError(key)
    table = limits(given["limits"])
    if given["figures"]:
        table = table.override(given["figures"])
    return Options(
        event_options=EventOptions(
            include_body=bool(given["include_body"]),
            methods=None if given["methods"] is None else tuple(given["methods"]),
            origin=given["origin"],
            policy=given["policy"],
            headers=tuple(given["headers"]),
            limits=table,
        ),
        memory=given["memory"],
        timeout=given["timeout"],
        time_budget=given["time_budget"],
        enable=tuple(given["enable"]),
        disable=tuple(given["disable"]),
        executable=given["executable"],
        runtime=None if given["runtime"] is None else Runtime.parse(given["runtime"]),
        allow_network=bool(given["allow_network"]),
        preload=None if given["preload"] is None else Path(given["preload"]),
    )


def _is_text(value: Json) -> bool:
    return value is None or isinstance(value, str)


def _is_number(value: Json) -> bool:
    return value is None or (type(value) in (int, float) and 0 < value < _LARGEST)


def _are_texts(value: Json) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_text, value)))


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


_LARGEST: Final = 1_000_000

_SHAPES: Final[Mapping[str, Callable[[Json], bool]]] = {
    "include_body": _is_flag,
    "methods": _are_texts,
    "origin": _is_text,
    "policy": _is_text,
    "headers": _are_texts,
    "limits": _is_text,
    "figures": lambda value: isinstance(value, dict),
    "memory": _is_number,
    "timeout": _is_number,
    "time_budget": _is_number,
    "enable": _are_texts,
    "disable": _are_texts,
    "executable": _is_text,
    "runtime": _is_text,
    "allow_network": _is_flag,
    "preload": _is_text,
}


def _all(options: Options) -> dict[str, Json]:
    events = options.event_options
    return {
        "include_body": events.include_body,
        "methods": None if events.methods is None else list(events.methods),
        "origin": events.origin,
        "policy": events.policy,
        "headers": list(events.headers),
        "limits": options.limits.name,
        "figures": _own_figures(options.limits),
        "memory": options.memory,
        "timeout": options.timeout,
        "time_budget": options.time_budget,
        "enable": list(options.enable),
        "disable": list(options.disable),
        "executable": options.executable,
        "runtime": None if options.runtime is None else str(options.runtime),
        "allow_network": options.allow_network,
        "preload": None if options.preload is None else str(options.preload),
    }


def _own_figures(table: Limits) -> dict[str, Json]:
    ordinary = limits(table.name).figures
    return {key: value for key, value in table.figures.items() if ordinary[key] != value}
