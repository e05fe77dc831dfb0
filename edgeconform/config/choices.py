"""Settings as options of the engine."""

from pathlib import Path
from typing import Any, Final

from edgeconform.config.layer import Settings
from edgeconform.engine import TIME_BOX, Options, read_events
from edgeconform.errors import ConfigError, EdgeconformError, UsageError
from edgeconform.handlers import reads_request_body
from edgeconform.model import EventType, Handler, Json, Language, Runtime
from edgeconform.nearest import nearest
from edgeconform.reports.words import shown_path
from edgeconform.schemas import NEWEST, Limits, limits, runtime_dates
from edgeconform.strategies import EventOptions

_MILLISECONDS: Final = 1000
_DEFAULTS: Final = Options()
_BODY_IS_READ: Final = (
    "Include Body is taken to be on, since the source reads the request's body"
    " (--no-include-body if it is off)"
)


def options_for(
    settings: Settings, handler: Handler, event_type: EventType, *, seed: int
) -> Options:
    """Return how `handler` is to be searched and judged at `event_type`.

    Raises UsageError, naming the place, for what no such function may have.
    """
    table = _table(settings)
    include_body, notes = _include_body(settings, handler, event_type)
    executable = settings.get("python" if handler.language is Language.PYTHON else "node")
    budget = settings.get("time-budget")
    event_options = event_options_for(settings, include_body=include_body)
    return Options(
        seed=seed,
        bulk=settings.get("bulk", _DEFAULTS.bulk),
        max_examples=settings.get("max-examples", _DEFAULTS.max_examples),
        engine=settings.get("engine", _DEFAULTS.engine),
        time_box=settings.get("time-box", TIME_BOX),
        event_options=event_options,
        seed_events=_seed_events(settings, event_type, event_options),
        cover=settings.get("coverage", _DEFAULTS.cover),
        notes=notes,
        memory=_within(settings, table, event_type, "memory", "MB"),
        timeout=_within(settings, table, event_type, "timeout", "s"),
        time_budget=None if budget is None else budget / _MILLISECONDS,
        enable=settings.get("enable", ()),
        disable=settings.get("disable", ()),
        executable=executable,
        runtime=_runtime(settings, handler),
        allow_network=settings.get("allow-network", False),
        preload=_preload(settings),
    )


def _table(settings: Settings) -> Limits:
    table = limits(settings.get("limits", NEWEST))
    figures = settings.get("limits-overrides")
    return table.override(figures) if figures else table


def _include_body(
    settings: Settings, handler: Handler, event_type: EventType
) -> tuple[bool, tuple[str, ...]]:
    said = settings.get("include-body")
    if said is None and event_type.is_request and reads_request_body(handler):
        return True, (_BODY_IS_READ,)
    return bool(said), ()


def event_options_for(settings: Settings, *, include_body: bool) -> EventOptions:
    """Return how the association and its behavior are set up; raises ConfigError naming a key."""
    table = _table(settings)
    for key in ("methods", "headers"):
        alone: dict[str, Any] = {key: settings.get(key)} if settings.get(key) else {}
        try:
            EventOptions(limits=table, **alone)
        except EdgeconformError as error:
            raise ConfigError(f"{settings.name(key)}: {error}") from None
    return EventOptions(
        include_body=include_body,
        methods=settings.get("methods"),
        origin=settings.get("origin"),
        policy=settings.get("policy"),
        headers=tuple(settings.get("headers", ())),
        limits=table,
    )


def _runtime(settings: Settings, handler: Handler) -> Runtime | None:
    said = settings.get("runtime")
    if said is None:
        return None
    runtime = Runtime.parse(said)
    if not is_runtime(runtime):
        close = nearest(said, runtime_dates())
        raise UsageError(f"{settings.name('runtime')}: there is no Lambda runtime {said}; {close}")
    if runtime.language is handler.language:
        return runtime
    raise UsageError(
        f"{settings.name('runtime')} {runtime} cannot run {handler.path.name}; check the files of"
        " each language by themselves"
    )


def is_runtime(runtime: Runtime) -> bool:
    """Whether Lambda@Edge takes or took a runtime, or may take it one day, as the next version."""
    *_, newest = (name for name in runtime_dates() if name.startswith(runtime.language))
    return str(runtime) in runtime_dates() or runtime > Runtime.parse(newest)


def _preload(settings: Settings) -> Path | None:
    said = settings.get("preload")
    if said is None:
        return None
    path = Path(said)
    if not path.is_file():
        raise UsageError(
            f"{settings.name('preload')} {shown_path(path)} is no file; name one that is to be run"
            " before the handler is loaded"
        )
    return path.resolve()


def _seed_events(
    settings: Settings, event_type: EventType, options: EventOptions
) -> tuple[Json, ...]:
    said = settings.get("seed-events")
    return () if said is None else read_events(Path(said), event_type, options)


def _within(
    settings: Settings, table: Limits, event_type: EventType, key: str, unit: str
) -> Any | None:
    value = settings.get(key)
    most = table.figure(f"{key}.{event_type.side}")
    if value is not None and value > most:
        raise UsageError(
            f"{settings.name(key)} {value:g} is more than the {most:g} {unit} that a function at"
            f" {event_type} may have (limits {table.name})"
        )
    return value
