"""Replace the references of a schema by what they stand for."""

from typing import Any

from edgeconform.schemas import Schema


def flatten(schema: Any, definitions: Schema) -> Any:
    """Return `schema` with its own `$ref` resolved and merged with the keywords beside it.

    Sub-schemas are left as they are, except where both sides have one.
    """
    if not isinstance(schema, dict) or "$ref" not in schema:
        return schema
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    name = schema["$ref"].removeprefix("#/$defs/")
    return merge(flatten(definitions[name], definitions), beside, definitions)


def merge(left: Any, right: Any, definitions: Schema) -> Any:
    """Return a schema that asks what both sides ask; on a conflict the right side wins."""
    left, right = flatten(left, definitions), flatten(right, definitions)
    if not isinstance(left, dict) or not isinstance(right, dict):
        return right
    merged = {**left, **right}
    if "required" in left and "required" in right:
        merged["required"] = list(dict.fromkeys([*left["required"], *right["required"]]))
    if "properties" in left and "properties" in right:
        merged["properties"] = _merge_properties(
            left["properties"], right["properties"], definitions
        )
    return merged


def _merge_properties(left: Schema, right: Schema, definitions: Schema) -> Schema:
    merged = dict(left)
    for name, schema in right.items():
        known = name in left
        merged[name] = merge(left[name], schema, definitions) if known else schema
    return merged
