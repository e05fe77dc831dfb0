"""Options survive being saved with a failure."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from edgeconform.engine import Options
from edgeconform.model import Runtime
from edgeconform.schemas import limits
from edgeconform.settings import options_of, settings_of
from edgeconform.strategies import EventOptions

CHANGED = [
    Options(),
    Options(event_options=EventOptions(include_body=True, origin="s3", policy="geo")),
    Options(event_options=EventOptions(methods=("GET",), headers=("x-a",), limits="2023-03")),
    Options(memory=256, timeout=1.5, time_budget=0.05, allow_network=True),
    Options(enable=("EC206",), disable=("EC301",), preload=Path("/stubs.py")),
    Options(executable="python3.9", runtime=Runtime.parse("python3.9")),
]


OF_THE_SEARCH = {
    "seed",
    "bulk",
    "max_examples",
    "engine",
    "time_box",
    "guided",
    "seed_events",
    "cover",
    "notes",
}
"""Which events are tried, not how one is judged: a saved failure has its event."""


def test_every_option_that_bears_on_a_verdict_is_saved() -> None:
    names = {field.name for field in (*fields(Options), *fields(EventOptions))}
    saved = {key for options in CHANGED for key in settings_of(options)}
    assert names - OF_THE_SEARCH - {"event_options"} == saved


@pytest.mark.parametrize("options", CHANGED)
def test_options_come_back_from_json(options: Options) -> None:
    settings = settings_of(options)
    again = options_of(json.loads(json.dumps(settings)))
    assert settings_of(again) == settings
    assert again.limits.figures == options.limits.figures
    for part in ("memory", "timeout", "enable", "disable", "executable", "runtime", "preload"):
        assert getattr(again, part) == getattr(options, part)


def test_only_what_was_changed_is_saved() -> None:
    assert settings_of(Options(seed=7, bulk=3)) == {}
    assert settings_of(CHANGED[1]) == {"include_body": True, "origin": "s3", "policy": "geo"}


def test_single_figures_are_saved_with_their_table() -> None:
    table = limits("2023-03").override({"timeout.viewer": 3})
    settings = settings_of(Options(event_options=EventOptions(limits=table)))
    assert settings == {"limits": "2023-03", "figures": {"timeout.viewer": 3}}
    assert options_of(settings).limits.figure("timeout.viewer") == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"limits": "1999"},
        {"runtime": "java"},
        {"figures": {"x": 1}},
        {"headers": 1},
        {"headers": None},
        {"enable": [None]},
        {"timeout": True},
    ],
)
def test_settings_that_stand_for_nothing_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        options_of(wrong)
