"""What is wrong with a configuration, in a sentence for each mistake."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, cast

from edgeconform.model import Json
from edgeconform.nearest import nearest
from edgeconform.reports.plain import compact

if TYPE_CHECKING:
    from jsonschema import ValidationError

_KINDS: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a table",
    "string": "text",
}


def mistakes(settings: Json, within: str, schema: Json) -> tuple[str, ...]:
    """Return what `schema` refuses of `settings`; keys are named as being `within` a table."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema).iter_errors(settings)
    ordered = sorted(errors, key=lambda error: [str(step) for step in error.absolute_path])
    return tuple(
        dict.fromkeys(text for error in ordered for text in _sentences(error, schema, within))
    )


def key_path(path: Iterator[str | int], within: str) -> str:
    """Return how a key is called: `tool.edgeconform.handlers[0].events`."""
    text = within
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def _sentences(error: "ValidationError", schema: Json, within: str) -> Iterator[str]:
    key = key_path(iter(error.absolute_path), within)
    given, rule, part = cast("Json", (error.instance, error.validator_value, error.schema))
    match error.validator:
        case "unevaluatedProperties" | "additionalProperties":
            known = _known(part, schema)
            for name in sorted(given.keys() - known):
                there = f"there is no key {name!r}; {nearest(name, sorted(known))}"
                yield f"{key}: {there}" if key else there
        case "required":
            missing = next(name for name in rule if name not in given)
            yield f"{key} lacks the key {missing!r}"
        case _:
            yield f"{key} {_wish(error, rule, part)}, not {compact(given, 60)}"


def _wish(error: "ValidationError", rule: Json, schema: Json) -> str:
    match error.validator:
        case "type":
            return f"must be {_kind(schema)}"
        case "enum":
            choices = [str(choice) for choice in rule]
            given = error.instance if isinstance(error.instance, str) else ""
            return f"must be one of {', '.join(choices)}{_hint(given, choices)}"
        case "minimum" | "maximum":
            return f"must be from {schema['minimum']:,} to {schema['maximum']:,}"
        case "minItems" | "minLength":
            return "must not be empty"
        case "pattern":
            return f"must be {schema['description']}"
        case _:
            return f"is refused ({error.message})"


def _hint(given: str, choices: list[str]) -> str:
    said = nearest(given, choices)
    return f" ({said})" if said.startswith("did") else ""


def _kind(schema: dict[str, Any]) -> str:
    if isinstance(schema["type"], list):
        return str(schema["description"])
    if "items" in schema:
        return f"a list of {'tables' if '$ref' in schema['items'] else 'texts'}"
    return _KINDS[schema["type"]]


def _known(node: Json, schema: Json) -> set[str]:
    """Return the keys that a table may have."""
    found = set(node.get("properties", {}))
    for part in (*node.get("allOf", ()), *([node] if "$ref" in node else ())):
        found |= _known(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    return found


def as_json(settings: Json) -> Json:
    """Return TOML values as JSON values: dates, which no key takes, as text."""
    return json.loads(json.dumps(settings, default=str))
