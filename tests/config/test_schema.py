"""The published schema, and what the code reads of it."""

import tomllib

import click
import jsonschema
import pytest

from edgeconform import schemas
from edgeconform.cli.check_command import check_command
from edgeconform.cli.flags import _KEYS
from edgeconform.model import EventType

SCHEMA = schemas.load("config")
SETTINGS = SCHEMA["$defs"]["settings"]["properties"]


def test_every_setting_has_an_option_of_the_command_and_the_other_way_round() -> None:
    # Single figures are for files: the command line would have to name each with its value.
    assert set(_KEYS.values()) == SETTINGS.keys() - {"limits-overrides"}
    options = {param.name for param in check_command.params if isinstance(param, click.Option)}
    assert options >= _KEYS.keys()


def test_the_lists_of_names_are_those_of_the_code() -> None:
    assert SETTINGS["events"]["items"]["enum"] == list(EventType)
    from edgeconform.strategies.options import POLICIES

    assert SETTINGS["policy"]["enum"] == list(POLICIES)


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
