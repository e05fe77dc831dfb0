"""Loading schemas: complete, valid, with their figures filled in."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from edgeconform import schemas
from edgeconform.checks import checks


@pytest.mark.parametrize("name", schemas.names())
def test_a_schema_is_valid_and_self_contained(name: str) -> None:
    schema = schemas.load(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert "x-limits" not in text
    references = set(re.findall(r'"\$ref": "([^"]+)"', text))
    assert references <= {f"#/$defs/{key}" for key in schema.get("$defs", {})} | {"#"}


@pytest.mark.parametrize("name", schemas.names())
def test_a_schema_says_what_it_is(name: str) -> None:
    schema = schemas.load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


def test_a_figure_comes_from_the_table_that_is_given() -> None:
    def ports(schema: schemas.Schema) -> object:
        return schema["$defs"]["resultCustomOrigin"]["properties"]["keepaliveTimeout"]["maximum"]

    assert ports(schemas.load("origin-request.result")) == 120
    assert ports(schemas.load("origin-request.result", schemas.limits("2023-03"))) == 60


def test_an_unknown_schema_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schemas.load("common")


def test_every_check_that_a_schema_names_exists() -> None:
    folder = Path(schemas.__file__).parent
    named = set(
        re.findall(r'"x-check": "(EC\d+)"', "".join(p.read_text() for p in folder.glob("*.json")))
    )
    assert named
    assert named <= {check.code for check in checks()}
