"""Lines of compiled JavaScript are told in the source that they came from."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import Language, SourcePlace
from edgeconform.reports.places import Place, where
from edgeconform.reports.source_maps import source_map
from tests.reports import samples

# Line 1: column 0 is line 1 of the first source, column 10 line 3 of it, column 20 line 2 of the
# second. Line 2 is nobody's. Line 3, from column 4, is line 1 of the second.
MAP: dict[str, Any] = {
    "version": 3,
    "sources": ["../src/edge.ts", "../src/lib.ts"],
    "names": [],
    "mappings": "AAAA,UAEA,UCDA;;IADA",
}
COMPILED = 'one("via"); two(); three("x-lib")\n\n    four()\n'

Compiled = Callable[..., Path]


@pytest.fixture
def compiled(tmp_path: Path) -> Compiled:
    """Writes the compiled file, its map and its sources."""

    def write(text: str = COMPILED, *, inline: bool = False, **fields: Any) -> Path:
        for name in ("dist/index.js", "src/edge.ts", "src/lib.ts"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("a line\n" * 3)
        content = json.dumps({**MAP, **fields})
        encoded = base64.b64encode(content.encode()).decode()
        address = f"data:application/json;base64,{encoded}" if inline else "index%20.js.map"
        (tmp_path / "dist" / "index .js.map").write_text(content)
        path = tmp_path / "dist" / "index.js"
        path.write_text(f"{text}//# sourceMappingURL={address}\n")
        return path

    return write


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        (1, 0, "edge.ts:1"),
        (1, 9, "edge.ts:1"),
        (1, 10, "edge.ts:3"),
        (1, 500, "lib.ts:2"),
        (1, None, None),
        (2, 0, None),
        (3, 3, None),
        (3, 4, "lib.ts:1"),
        (3, None, "lib.ts:1"),
        (9, 0, None),
    ],
)
def test_a_place_is_looked_up(
    compiled: Compiled, inline: bool, line: int, column: int | None, told: str | None
) -> None:
    path = compiled(inline=inline)
    found = source_map(path, path.parents[1])
    assert found is not None
    original = found.original(line, column)
    assert (original and f"{original[0].name}:{original[1]}") == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sources": ["edge.ts"], "sourceRoot": "../src"}, True),
        ({"sources": ["webpack://site/./src/edge.ts?1a2b"]}, True),
        ({"sources": ["../src/absent.ts"]}, False),
        ({"sources": []}, False),
        ({"mappings": "gBAMA"}, False),
        ({"mappings": "gBAMA", "sources": ["../src/edge.ts"]}, False),
    ],
)
def test_sources_are_found_where_they_are(
    compiled: Compiled, fields: dict[str, Any], told: bool
) -> None:
    path = compiled(**fields)
    found = source_map(path, path.parents[1])
    assert found is not None
    assert (found.original(1, 2) is not None) is told


@pytest.mark.parametrize("field", ["mappings", "sources"])
@pytest.mark.parametrize("damage", [None, 1, "!", ["x"], {"a": 1}])
def test_a_damaged_map_is_as_good_as_none(compiled: Compiled, field: str, damage: Any) -> None:
    path = compiled(**{field: damage})
    found = source_map(path, path.parents[1])
    assert found is None or found.original(1, 2) is None
    (path.parent / "index .js.map").write_text("[")
    path.touch()
    assert source_map(path.with_name("absent.js"), path.parent) is None


def test_a_file_without_map_has_none(tmp_path: Path) -> None:
    path = tmp_path / "index.js"
    path.write_text("// plain\n")
    assert source_map(path, tmp_path) is None


def told(folder: Path, path: Path, place: str) -> Place:
    """Where a finding about `place` is shown, of a handler on line 3 of the compiled file."""
    run = samples.report(folder).runs[0]
    handler = replace(run.handler, path=path, root=folder, language=Language.NODEJS)
    defined = SourcePlace(file="dist/index.js", line=3, function="handler")
    return where(
        replace(run, handler=handler, defined=defined),
        replace(run.findings[1], place=place, source=None),
    )


def test_findings_are_shown_in_the_source(
    compiled: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = compiled()
    assert str(told(tmp_path, path, "headers.via")) == "src/edge.ts:1"
    assert str(told(tmp_path, path, "headers.x-lib")) == "src/lib.ts:2"
    assert str(told(tmp_path, path, "status")) == "src/lib.ts:1"
    path.write_text(COMPILED)
    assert str(told(tmp_path, path, "headers.via")) == "dist/index.js:1"
    assert str(told(tmp_path, path, "status")) == "dist/index.js:3"
