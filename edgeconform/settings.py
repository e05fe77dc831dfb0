"""Options as JSON values and back: what a saved failure needs to be run again."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from edgeconform.engine import Options
from edgeconform.handlers import define_line
from edgeconform.model import Json, Run, Runtime
from edgeconform.schemas import Limits, limits
from edgeconform.strategies import EventOptions


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting: which values it takes, and how it is read from options."""

    accepts: Callable[[Json], bool]
    read: Callable[[Options], Json]


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
    for key, value in settings.items():
        if not _SETTINGS[key].accepts(value):
            raise TypeError(key)
    given: dict[str, Any] = {**_all(Options()), **settings}
    table = limits(given["limits"])
    if given["figures"]:
        table = table.override(given["figures"])
    return Options(
        event_options=EventOptions(
            include_body=given["include_body"],
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
        allow_network=given["allow_network"],
        preload=None if given["preload"] is None else Path(given["preload"]),
    )


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_number(value: Json) -> bool:
    return type(value) in (int, float) and 0 < value < _LARGEST


def _are_texts(value: Json) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _is_table(value: Json) -> bool:
    return isinstance(value, dict)


def _listed(texts: Collection[str] | None) -> Json:
    return None if texts is None else list(texts)


def _written(value: object) -> Json:
    return None if value is None else str(value)


def _own_figures(table: Limits) -> dict[str, Json]:
    ordinary = limits(table.name).figures
    return {key: value for key, value in table.figures.items() if ordinary[key] != value}


_LARGEST: Final = 1_000_000

_SETTINGS: Final[Mapping[str, _Setting]] = {
    "include_body": _Setting(_is_flag, lambda options: options.event_options.include_body),
    "methods": _Setting(_are_texts, lambda options: _listed(options.event_options.methods)),
    "origin": _Setting(_is_text, lambda options: options.event_options.origin),
    "policy": _Setting(_is_text, lambda options: options.event_options.policy),
    "headers": _Setting(_are_texts, lambda options: _listed(options.event_options.headers)),
    "limits": _Setting(_is_text, lambda options: options.limits.name),
    "figures": _Setting(_is_table, lambda options: _own_figures(options.limits)),
    "memory": _Setting(_is_number, lambda options: options.memory),
    "timeout": _Setting(_is_number, lambda options: options.timeout),
    "time_budget": _Setting(_is_number, lambda options: options.time_budget),
    "enable": _Setting(_are_texts, lambda options: _listed(options.enable)),
    "disable": _Setting(_are_texts, lambda options: _listed(options.disable)),
    "executable": _Setting(_is_text, lambda options: options.executable),
    "runtime": _Setting(_is_text, lambda options: _written(options.runtime)),
    "allow_network": _Setting(_is_flag, lambda options: options.allow_network),
    "preload": _Setting(_is_text, lambda options: _written(options.preload)),
}


def _all(options: Options) -> dict[str, Json]:
    return {key: setting.read(options) for key, setting in _SETTINGS.items()}
