"""What one would write by hand: a strategy, the handler called, a schema. `... HANDLER COUNT`."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from benchmarks.competitors.plain_generator import (
    ADDRESSES,
    HEADERS,
    KEYS,
    METHODS,
    SEGMENTS,
    VALUES,
)

ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "uri": {"type": "string", "pattern": "^/"},
        "querystring": {"type": "string"},
        "headers": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "object", "properties": {"value": {"type": "string"}}},
            },
        },
    },
    "required": ["uri", "headers"],
}


@st.composite
def viewer_requests(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an event from the pools."""
    names = draw(st.lists(st.sampled_from(tuple(HEADERS)), unique=True))
    headers = {"host": [{"key": "Host", "value": "d111111abcdef8.cloudfront.net"}]}
    for name in names:
        headers[name] = [{"key": name.title(), "value": draw(st.sampled_from(HEADERS[name]))}]
    pairs = draw(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=3))
    request = {
        "clientIp": draw(st.sampled_from(ADDRESSES)),
        "headers": headers,
        "method": draw(st.sampled_from(METHODS)),
        "querystring": "&".join(f"{key}={value}" for key, value in pairs),
        "uri": "/" + "/".join(draw(st.lists(st.sampled_from(SEGMENTS), max_size=4))),
    }
    return {"Records": [{"cf": {"config": {"eventType": "viewer-request"}, "request": request}}]}


def main(path: Path, count: int) -> None:
    """Check the handler at `path` on `count` events."""
    spec = importlib.util.spec_from_file_location("handled", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    validator = Draft202012Validator(ANSWER)

    @hypothesis.settings(max_examples=count, database=None, deadline=None)
    @hypothesis.given(viewer_requests())
    def conforms(event: dict[str, Any]) -> None:
        validator.validate(module.handler(event, None))

    conforms()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
