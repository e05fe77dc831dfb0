"""The published schema, and what the code reads of it."""

import tomllib
from typing import get_args

import click
import jsonschema
import pytest

from edgeconform import schemas
from edgeconform.cli.check_command import check_command
from edgeconform.cli.flags import _KEYS
from edgeconform.cli.values import MOST_WORKERS, Number
from edgeconform.engine.options import TIME_BOX, Engine, Options
from edgeconform.model import EventType
from edgeconform.strategies.options import POLICIES, OriginKind

SCHEMA = schemas.load("config")
SETTINGS = SCHEMA["$defs"]["settings"]["properties"]


def test_every_setting_has_an_option_of_the_command_and_the_other_way_round() -> None:
    # Single figures are for files: the command line would have to name each with its value.
    assert set(_KEYS.values()) == SETTINGS.keys() - {"limits-overrides"}
    options = {param.name for param in check_command.params if isinstance(param, click.Option)}
    assert options >= _KEYS.keys()


def test_the_lists_of_names_are_those_of_the_code() -> None:
    assert SETTINGS["events"]["items"]["enum"] == list(EventType)
    assert SETTINGS["policy"]["enum"] == list(POLICIES)


def test_numbers_and_names_have_the_bounds_of_the_options() -> None:
    every = {**SETTINGS, **SCHEMA["properties"]}
    for param in check_command.params:
        key = _KEYS.get(param.name or "", param.name)
        if isinstance(param.type, Number) and key in every:
            bounds = (param.type.least, param.type.most)
            assert bounds == (every[key]["minimum"], every[key]["maximum"]), key
    assert every["workers"]["maximum"] == MOST_WORKERS
    assert SETTINGS["engine"]["enum"] == list(get_args(Engine))
    assert SETTINGS["origin"]["enum"] == list(get_args(OriginKind))


def test_help_and_schema_tell_the_defaults_of_the_engine() -> None:
    params = {param.name: param for param in check_command.params}
    for name in ("bulk", "max_examples", "engine"):
        assert params[name].default == getattr(Options(), name), name
    told = f"{TIME_BOX:g} by default"
    assert told in (getattr(params["time_box"], "help", None) or "")
    assert told in SETTINGS["time-box"]["description"]


def test_every_key_says_what_it_is() -> None:
    for name, part in {**SETTINGS, **SCHEMA["properties"]}.items():
        assert part["description"], name


@pytest.mark.parametrize(
    ("toml", "valid"),
    [
        ("", True),
        ("[[handlers]]\npath = 'a.py'\nevents = ['viewer-request']", True),
        ("[[handlers]]\npath = 'a.py'\nfiles = ['x']", False),
        ("handlers = [{}]", False),
        ("x = 1", False),
    ],
)
def test_the_schema_alone_tells_good_from_bad(toml: str, valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid(tomllib.loads(toml)) is valid
