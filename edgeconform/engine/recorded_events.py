"""Read events that were recorded from live traffic."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edgeconform import strategies
from edgeconform.errors import UsageError
from edgeconform.model import EventType, Json
from edgeconform.strategies import EventOptions
from edgeconform.strategies.event_text import parse_event_text

_WHOLE: Final = (".json",)
_BY_LINE: Final = (".jsonl", ".ndjson")


def read_events(folder: Path, event_type: EventType, options: EventOptions) -> tuple[Json, ...]:
    """Return the events of `event_type` in the files of `folder` and of the folders in it.

    A `.json` file holds one event or a list of them, a `.jsonl` or `.ndjson` file one in each line.
    Raises UsageError, naming the file, for what is no event of CloudFront's, and for a folder
    without any. Events that the `options` rule out (another policy, another method) are welcome:
    they did happen.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder with recorded events; name one that holds them")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (*_WHOLE, *_BY_LINE)]
    if not files:
        raise UsageError(f"{folder} holds no .json, .jsonl or .ndjson file with recorded events")
    found = [(place, event) for path in files for place, event in _events(path)]
    return tuple(e for place, e in found if _require_event(place, e, options) == event_type)


def _events(path: Path) -> Iterator[tuple[str, Json]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path} cannot be read as text in UTF-8") from None
    if path.suffix in _BY_LINE:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield f"{path}:{number}", _parsed(f"{path}:{number}", line)
        return
    document = _parsed(str(path), text)
    if not isinstance(document, list):
        yield str(path), document
        return
    for number, event in enumerate(document, start=1):
        yield f"{path}, event {number}", event


def _parsed(place: str, text: str) -> Json:
    try:
        return parse_event_text(text)
    except ValueError as error:
        raise UsageError(f"{place} {error}") from None


def _require_event(place: str, event: Json, options: EventOptions) -> EventType:
    """Return the type of an event; raise UsageError if it has not the shape of one."""
    try:
        event_type = EventType(event["Records"][0]["cf"]["config"]["eventType"])
    except (KeyError, IndexError, TypeError, ValueError):
        raise UsageError(
            f"{place} is no event of CloudFront's: an object with Records, and in it a cf object"
            " whose config tells the event type"
        ) from None
    wrong = strategies.violations(event, event_type, options)
    if wrong and wrong[0].startswith("schema"):
        raise UsageError(f"{place} is no {event_type} event: {wrong[0].removeprefix('schema: ')}")
    return event_type
