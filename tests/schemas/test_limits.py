"""The dated tables of limits."""

import json
from pathlib import Path

import pytest

from edgeconform import schemas

FOLDER = Path(schemas.__file__).parent / "limits"
RULES = {
    rule["id"]
    for rule in json.loads((Path(__file__).parent.parent / "spec" / "rules.json").read_text())[
        "rules"
    ]
}
PROFILES = json.loads((Path(__file__).parent.parent / "spec" / "rules.json").read_text())[
    "profiles"
]
EPOCHS = {
    "2026-10": "current",
    "2023-03": "docs_2023",
    "2021-10": "docs_2021_10",
    "2019-09": "docs_2019_09_to_2021_06",
    "2017-12": "docs_2017_12",
}


def test_there_is_a_table_for_each_epoch_and_the_newest_is_the_default() -> None:
    assert schemas.tables() == tuple(EPOCHS)
    assert schemas.limits().name == schemas.NEWEST == "2026-10"


@pytest.mark.parametrize("name", EPOCHS)
def test_every_figure_has_a_source_and_a_known_rule(name: str) -> None:
    figures = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["figures"]
    for key, entry in figures.items():
        assert entry["source"].startswith("https://"), key
        assert entry.get("rule", next(iter(RULES))) in RULES, key
    assert set(schemas.sources(name)) == set(schemas.limits(name).figures)


@pytest.mark.parametrize(("name", "profile"), EPOCHS.items())
def test_header_lists_are_those_of_the_rule_catalogue(name: str, profile: str) -> None:
    table, expected = schemas.limits(name), PROFILES[profile]
    assert list(table.names("headers.disallowed")) == expected["disallowed"]
    for event_type, names in expected["read_only"].items():
        assert list(table.names(f"headers.read-only.{event_type}")) == names


@pytest.mark.parametrize(
    ("key", "newest", "of_2023", "of_2017"),
    [
        ("timeout.viewer", 30, 5, 5),
        ("timeout.origin", 30, 30, 30),
        ("package.viewer", 52428800, 1048576, 1048576),
        ("origin.keepalive-timeout.max", 120, 60, 60),
        ("origin.read-timeout.min", 1, 4, 4),
        ("custom-headers.count", 30, 10, 10),
        ("request.total", 32768, 20480, 20480),
        ("body.over-limit", "502", "truncate", "truncate"),
        ("uri.exclusive-max", 8192, 8192, 8192),
    ],
)
def test_a_table_inherits_what_it_does_not_say(
    key: str, newest: object, of_2023: object, of_2017: object
) -> None:
    read = [schemas.limits(name).figure(key) for name in ("2026-10", "2023-03", "2017-12")]
    assert read == [newest, of_2023, of_2017]


def test_header_names_are_compared_without_case_and_by_prefix() -> None:
    names = schemas.limits().names("headers.disallowed")
    assert "CONNECTION" in names
    assert "x-edge-anything" in names
    assert "x-edgeless" not in names
    assert "x-amzn-trace-id" not in names
    assert "x-amzn-trace-id" in schemas.limits("2019-09").names("headers.disallowed")


def test_an_override_replaces_one_figure_and_refuses_an_unknown_one() -> None:
    table = schemas.limits().override({"timeout.viewer": 5})
    assert table.figure("timeout.viewer") == 5
    assert schemas.limits().figure("timeout.viewer") == 30
    with pytest.raises(KeyError, match=r"timeout\.nobody"):
        table.override({"timeout.nobody": 5})


def test_an_unknown_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schemas.limits("1999-01")
