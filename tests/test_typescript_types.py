"""Generated events, and our results, held against the types of `@types/aws-lambda` by tsc."""

import json
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Generator, corpus

MODULES = Path(__file__).parent / "typescript" / "node_modules"
TSC = MODULES / "typescript" / "bin" / "tsc"

pytestmark = pytest.mark.skipif(
    not TSC.exists(), reason="the types are not installed: run `npm install` in tests/typescript"
)

TYPES = {
    EventType.VIEWER_REQUEST: "CloudFrontRequestEvent",
    EventType.ORIGIN_REQUEST: "CloudFrontRequestEvent",
    EventType.ORIGIN_RESPONSE: "CloudFrontResponseEvent",
    EventType.VIEWER_RESPONSE: "CloudFrontResponseEvent",
}


def as_the_types_know_it(event: dict) -> dict:
    """The types are narrower than the documentation: they lack the time-outs of July 2025, have no
    region without an access identity, and want a statusDescription, which HTTP/2 has none of.
    """
    cf = json.loads(json.dumps(event))["Records"][0]["cf"]
    for kind, origin in cf["request"].get("origin", {}).items():
        origin.pop("responseCompletionTimeout", None)
        if kind == "s3":
            origin.pop("readTimeout", None)
            if origin["authMethod"] == "none":
                origin.pop("region", None)
    if "response" in cf:
        cf["response"].setdefault("statusDescription", "")
    return {"Records": [{"cf": cf}]}


def some_events(event_type: EventType) -> Iterator[dict]:
    options = EventOptions(include_body=event_type.is_request)
    small = (each for each in corpus(event_type, options) if len(str(each)) < 10_000)
    yield from islice(small, 0, None, 8)
    yield from islice(Generator(event_type, options, seed=5), 40)


def compiled(source: str, folder: Path) -> str:
    path = folder / "events.ts"
    path.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [
            "node", TSC, "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022",
            "--moduleResolution", "node10", "--module", "commonjs",
            "--typeRoots", MODULES / "@types", "--baseUrl", MODULES, path,
        ],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def declared(name: str, values: list[tuple[str, dict]]) -> str:
    lines = [f"import type {{ {', '.join(sorted({kind for kind, _ in values}))} }} from '{name}';"]
    for number, (kind, value) in enumerate(values):
        text = json.dumps(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        lines.append(f"export const value{number}: {kind} = {text};")
    return "\n".join(lines)


def test_generated_events_have_the_published_types(tmp_path: Path) -> None:
    values = [
        (TYPES[event_type], as_the_types_know_it(event))
        for event_type in EventType
        for event in some_events(event_type)
    ]
    assert len(values) > 300
    assert compiled(declared("aws-lambda", values), tmp_path) == ""


def test_tsc_would_notice_a_wrong_event(tmp_path: Path) -> None:
    event = next(some_events(EventType.VIEWER_REQUEST))
    event["Records"][0]["cf"]["request"]["headers"]["x"] = "a string"
    values = [(TYPES[EventType.VIEWER_REQUEST], event)]
    assert "error TS2322" in compiled(declared("aws-lambda", values), tmp_path)
