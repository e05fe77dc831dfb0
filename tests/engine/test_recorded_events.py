"""Recorded events as starting points: read, tried first, and mixed with others."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from edgeconform.engine import read_events
from edgeconform.engine.recombining import SHARE, recombined
from edgeconform.errors import UsageError
from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Generator, base_event, violations
from tests.engine.conftest import Checked

VIEWER = EventType.VIEWER_REQUEST


def recorded(**request: Any) -> dict[str, Any]:
    event = base_event(VIEWER)
    event["Records"][0]["cf"]["request"].update(request)
    return event


def read(folder: Path) -> tuple[Any, ...]:
    return read_events(folder, VIEWER, EventOptions())


def test_events_are_read_of_all_forms_and_those_of_other_types_left_out(tmp_path: Path) -> None:
    one, two, three, four = (recorded(uri=f"/{number}") for number in range(4))
    (tmp_path / "a.json").write_text(json.dumps(one))
    (tmp_path / "b.json").write_text(json.dumps([two, base_event("origin-response")]))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.jsonl").write_text(f"{json.dumps(three)}\n\n{json.dumps(four)}\n")
    (tmp_path / "notes.txt").write_text("not an event")
    assert read(tmp_path) == (one, two, three, four)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "a.json is no JSON"),
        ("a.json", "[" * 100_000, "a.json is nested too deeply"),
        ("a.json", "{}", "a.json is no event of CloudFront's"),
        ("a.json", "[1]", "a.json, event 1 is no event"),
        ("a.jsonl", "\n1\n", "a.jsonl:2 is no event"),
        (
            "a.json",
            '{"Records":[{"cf":{"config":{"eventType":"viewer-request"}}}]}',
            "is no viewer",
        ),
        ("a.json", "\udcff", "cannot be read as text"),
        ("a.txt", "", "holds no .json"),
    ],
)
def test_what_is_no_event_is_told_in_a_sentence(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=said):
        read(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        read(tmp_path / "nowhere")


def test_a_recorded_event_shows_what_no_other_does(searched: Checked) -> None:
    body = """
import hashlib
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if hashlib.sha256(request["uri"].encode()).hexdigest().startswith("%s"):
        return None
    return request
"""
    from hashlib import sha256

    body %= sha256(b"/seen/live").hexdigest()[:16]
    assert searched(body).findings == ()
    run = searched(body, seed_events=(recorded(uri="/seen/live"),))
    assert [finding.code for finding in run.findings] == ["EC201"]
    assert dict(run.tried)["seeds"] == 1


def test_every_fourth_event_is_mixed_and_valid() -> None:
    kept = [recorded(uri="/kept", querystring="kept=1")]

    def valid(event: Any) -> bool:
        return not violations(event, VIEWER)

    def events() -> list[Any]:
        fresh = iter(Generator(VIEWER, seed=5))
        return list(islice(recombined(fresh, kept, valid, seed=1), 400))

    mixed = [event for event in events() if "kept" in json.dumps(event)]
    assert 0.6 * 400 / SHARE < len(mixed) <= 400 / SHARE
    assert all(map(valid, mixed))
    assert len({json.dumps(event) for event in mixed}) > len(mixed) // 3
    assert kept == [recorded(uri="/kept", querystring="kept=1")]
    assert events() == events()


def test_without_kept_events_nothing_changes() -> None:
    plain = list(islice(Generator(VIEWER, seed=5), 20))
    assert list(islice(recombined(iter(plain), [], lambda _: True, seed=1), 20)) == plain
