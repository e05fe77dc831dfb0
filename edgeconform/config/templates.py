"""What a template says of the handlers in it, as entries of a configuration."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edgeconform.config.choices import is_runtime
from edgeconform.config.layer import Layer
from edgeconform.config.project import Entry
from edgeconform.deployment import find, read
from edgeconform.deployment.deployed import DeployedHandler, handlers, policy_of
from edgeconform.errors import EdgeconformError, UsageError
from edgeconform.model import EventType, Json, Runtime, SourcePlace
from edgeconform.reports.words import shown_path
from edgeconform.schemas import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The entries that a template stands for, and sentences on what is not among them."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_template(path: Path) -> Template:
    """Return an entry for each handler and event of the template at `path`.

    Raises TemplateError if it is none, UsageError if none of its handlers is at hand.
    """
    found = [handlers(deployment) for deployment in read(path)]
    entries = tuple(_entry(each) for one in found for each in one.found)
    notes = tuple(note for one in found for note in one.missing)
    if not entries:
        why = f" ({notes[0]})" if notes else ""
        raise UsageError(f"{path} has no Lambda@Edge handler that can be run{why}")
    return Template(entries=entries, notes=notes)


def deployed_events(folder: Path) -> dict[tuple[Path, str], tuple[tuple[EventType, ...], str]]:
    """Return at which events the templates of a project run a handler, by its file and export.

    The text says where the first template tells so. One that cannot be read tells nothing.
    """
    found: dict[tuple[Path, str], tuple[tuple[EventType, ...], str]] = {}
    for path in find(folder):
        try:
            deployed = [each for one in read(path) for each in handlers(one).found]
        except EdgeconformError:
            continue
        for each in deployed:
            key = (each.handler.path, each.handler.export)
            place = f"{_shown(each.association.place)} associates it"
            before, reason = found.get(key, ((), place))
            found[key] = tuple(dict.fromkeys((*before, each.event_type))), reason
    return found


def _shown(place: SourcePlace) -> str:
    return f"{shown_path(Path(place.file))}:{place.line}"


def _entry(deployed: DeployedHandler) -> Entry:
    values, places = _values(deployed)
    return Entry(
        path=deployed.handler.path,
        export=deployed.handler.export,
        root=deployed.handler.root,
        layer=Layer(values=values, name=_naming(places)),
        where=f"{deployed.association.place}: {deployed.function.name}",
    )


def _naming(places: dict[str, str]) -> Callable[[str], str]:
    return lambda key: f"{places[key]}: {key}" if key in places else key


def _values(deployed: DeployedHandler) -> tuple[dict[str, Json], dict[str, str]]:
    """Return the settings that are certain, and where each stands.

    A size over the quota of the event is left out: that is for `edgeconform deploy` to say.
    """
    function, association = deployed.function, deployed.association
    values: dict[str, Json] = {"events": [deployed.event_type.value]}
    places = {"events": str(association.place)}
    side = deployed.event_type.side
    for key, size in (("memory", function.memory), ("timeout", function.timeout)):
        if size is not None and 0 < size.value <= limits().figure(f"{key}.{side}"):
            values[key], places[key] = size.value, str(size.place)
    if function.runtime is not None and _is_known(function.runtime.value):
        values["runtime"] = function.runtime.value
        places["runtime"] = str(function.runtime.place)
    if deployed.event_type.is_request:
        # Where an association leaves it out, Include Body is off.
        body = association.include_body
        values["include-body"] = body is not None and body.value
        places["include-body"] = str(body.place if body else association.place)
    policy, headers = policy_of(deployed.behavior.forwarding)
    for name, value in (("policy", policy), ("headers", list(headers))):
        if value:
            values[name], places[name] = value, str(deployed.behavior.place)
    return values, places


def _is_known(runtime: str) -> bool:
    try:
        return is_runtime(Runtime.parse(runtime))
    except ValueError:
        return False
