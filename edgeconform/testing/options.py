"""Options of a function call, by the keys of the configuration with underscores."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edgeconform import schemas
from edgeconform.config import Layer
from edgeconform.config.meaning import objections
from edgeconform.errors import UsageError
from edgeconform.model import EventType, Json


def layer_of(call: str, options: Mapping[str, Any]) -> Layer:
    """Return the settings in `options`; raises UsageError with what is wrong in the `call`."""
    __tracebackhide__ = True
    given = {key: value for key, value in options.items() if value is not None}
    values = {key.replace("_", "-"): _as_json(value) for key, value in given.items()}
    schema = _schema()
    if wrong := objections(values, schema, "", Path.cwd()):
        raise UsageError(f"{call}: {_in_python(wrong[0], schema)}")
    return Layer(values=values, name=lambda key: f"{call}: {_in_python(key, schema)}")


def event_type_of(event: Json, call: str) -> EventType:
    """Return the type of an event; raises UsageError for the `call` with what is none."""
    __tracebackhide__ = True
    try:
        cf = event["Records"][0]["cf"]
        if not isinstance(cf["request"], dict):
            raise TypeError("request is no object")
        return EventType(cf["config"]["eventType"])
    except (LookupError, TypeError, ValueError) as error:
        raise UsageError(
            f"{call}: the event is none that CloudFront sends"
            f" ({type(error).__name__}: {error}); edgeconform.base_event() makes one"
        ) from None


def _schema() -> Json:
    """Return the schema of what one handler may be told."""
    whole = schemas.load("config")
    return {**whole["$defs"]["settings"], "additionalProperties": False, "$defs": whole["$defs"]}


def _in_python(text: str, schema: Json) -> str:
    """Return `text` with keys as Python writes them."""
    for key in schema["properties"]:
        text = text.replace(key, key.replace("-", "_"))
    return text


def _as_json(value: object) -> Json:
    if isinstance(value, list | tuple | set | frozenset):
        return [_as_json(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, bool | int | float) else str(value)
