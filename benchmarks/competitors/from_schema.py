"""Viewer-request events by hypothesis-jsonschema, from our schema. `... COUNT`.

Its version 0.23 knows neither Hypothesis 6.170 nor references into `$defs`: both are mended here.
"""

import json
import sys
from importlib import import_module
from time import perf_counter
from typing import Any

import hypothesis
import hypothesis.internal.conjecture.utils as internals

from edgeconform import schemas

_END = object()


class Many(internals.many):
    """What Hypothesis's helper for collections was before it became a context manager."""

    _steps: Any = None

    def more(self) -> bool:
        """Begin another element, if there is one."""
        if self._steps is None:
            self._steps = iter(self.__enter__())
        if next(self._steps, _END) is not _END:
            return True
        self.__exit__(None)
        return False


def inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """Return a schema without references."""
    if isinstance(node, list):
        return [inlined(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        referred = definitions[node["$ref"].rpartition("/")[2]]
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return inlined({**referred, **rest}, definitions)
    kept = {key: value for key, value in node.items() if key not in ("$defs", "$id", "$schema")}
    return {key: inlined(value, definitions) for key, value in kept.items()}


def seconds(count: int) -> float:
    """Return how long an event takes."""
    if not hasattr(internals.many, "more"):
        setattr(internals, "many", Many)  # noqa: B010 - mypy takes a class for no variable
    from_schema = import_module("hypothesis_jsonschema").from_schema
    schema = schemas.load("viewer-request")
    events = from_schema(inlined(schema, schema["$defs"]))
    made = 0

    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(events)
    def draw(_event: object) -> None:
        nonlocal made
        made += 1

    started = perf_counter()
    draw()
    return (perf_counter() - started) / made


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"seconds": seconds(int(sys.argv[1]))}))
