"""What to run: each handler at each of its event types, with its options."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edgeconform.config.choices import options_for
from edgeconform.config.layer import Layer, Settings
from edgeconform.config.project import Config, Entry
from edgeconform.config.reading import find, read
from edgeconform.engine import Options, Target
from edgeconform.errors import ConfigError, EdgeconformError
from edgeconform.handlers import SUFFIXES, discover, event_types
from edgeconform.model import EventType, Handler
from edgeconform.reports.words import shown_path

if TYPE_CHECKING:
    from edgeconform.config.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run: `entry` is what the configuration says of the handler, if anything."""

    target: Target
    options: Options
    entry: Entry


def configs_for(
    files: Iterable[Path], named: Path | None, *, export: str | None = None
) -> tuple[tuple[Config, Entry], ...]:
    """Return each file's configuration and its entries there; all entries if no file is given.

    The configuration is `named`, or found by walking up from a file, or from the current directory
    if there is none. A file that no entry lists gets one of its own, and a template those of the
    handlers that it deploys.
    """
    known: dict[Path, Config] = {}

    def config_of(folder: Path) -> Config:
        if folder not in known:
            path = named or find(folder)
            known[folder] = read(path) if path else Config(folder=folder)
        return known[folder]

    files = tuple(files)
    if not files:
        here = config_of(Path.cwd())
        return tuple((here, entry) for entry in _listed(here))
    return tuple(
        (config, entry)
        for file in files
        for config in [config_of(file.absolute().parent)]
        for entry in _entries(config, file, export)
    )


def notes_on(files: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence for each function of the templates among `files` that is left out."""
    for file in files:
        if template := _template(file):
            yield from template.notes


def _entries(config: Config, file: Path, export: str | None) -> tuple[Entry, ...]:
    template = _template(file)
    if template is None:
        return config.entries_of(file, export)
    return tuple(entry for entry in template.entries if export in (None, entry.export))


def _template(file: Path) -> "Template | None":
    """Return what a template says; None if `file` is none, for which no parser is imported."""
    if file.suffix in SUFFIXES:
        return None
    from edgeconform.config.templates import read_template
    from edgeconform.deployment import is_template

    return read_template(file) if is_template(file) else None


def plans(
    found: Iterable[tuple[Config, Entry]], flags: Layer, *, export: str | None, seed: int
) -> Iterator[Plan]:
    """Yield the runs of all entries, each once; `flags` go over what their files say.

    Raises EdgeconformError for whatever is wrong with them.
    """
    seen: set[tuple[Handler, EventType, str]] = set()
    for config, entry in found:
        for plan in entry_plans(config, entry, flags, export=export, seed=seed):
            key = (plan.target.handler, plan.target.event_type)
            if (*key, entry.where) not in seen:
                seen.add((*key, entry.where))
                yield plan


def entry_plans(
    config: Config, entry: Entry, flags: Layer, *, export: str | None, seed: int
) -> Iterator[Plan]:
    """Yield the runs of one entry."""
    for handler in _handlers(entry, export):
        yield from handler_plans(config, entry, handler, flags, seed=seed)


def handler_plans(
    config: Config, entry: Entry, handler: Handler, flags: Layer, *, seed: int
) -> Iterator[Plan]:
    """Yield the runs of one handler, of which `entry` tells the settings."""
    settings = Settings.of((*config.layers(entry, handler.language), flags))
    types, reason = _event_types(settings, flags, handler)
    for event_type in types:
        target = Target(handler=handler, event_type=event_type, detected=reason)
        options = options_for(settings, handler, event_type, seed=seed)
        yield Plan(target=target, options=options, entry=entry)


def _listed(config: Config) -> tuple[Entry, ...]:
    if config.entries:
        return config.entries
    name_one = "name a file with a handler, such as edgeconform check src/redirect.py"
    if config.path:
        raise ConfigError(f"{config.name} lists no handlers: {name_one}, or list them there")
    raise ConfigError(
        f"there is no configuration: {name_one}, or let edgeconform init write a configuration"
    )


def _handlers(entry: Entry, export: str | None) -> tuple[Handler, ...]:
    path = Path(shown_path(entry.path))
    try:
        return discover(path, export=export or entry.export, root=entry.root)
    except EdgeconformError as error:
        if not entry.where:
            raise
        raise ConfigError(f"{entry.where}: {error}") from None


def _event_types(
    settings: Settings, flags: Layer, handler: Handler
) -> tuple[tuple[EventType, ...], str]:
    if said := settings.get("events"):
        reason = "flag" if "events" in flags.values else "config"
        return tuple(EventType(name) for name in dict.fromkeys(said)), reason
    detected = event_types(handler)
    return detected.event_types, detected.reason
