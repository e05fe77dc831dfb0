"""ARCHITECTURE.md's table of who may import whom, held against the imports."""

import ast
import re
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| `(?:edgeconform/)?(\w+)/` \| .* \| ([^|]+) \|$", re.MULTILINE)
TABLE = dict(ROW.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
ANYWHERE = {"errors", "nearest", "__version__"}


def allowed(room: str) -> set[str]:
    if TABLE[room] == "all above":
        return set(takewhile(lambda other: other != room, TABLE))
    return set(re.findall(r"`(\w+)`", TABLE[room]))


def folder_of(room: str) -> Path:
    return ROOT / room if room in ("schemas", "strategies") else ROOT / "edgeconform" / room


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            if parts[0] == "edgeconform" and len(parts) > 1:
                rooms.add(parts[1])
            assert parts[0] not in ("schemas", "strategies"), f"{path} imports the bare {name}"
    return rooms


def test_the_table_has_every_room() -> None:
    doors = {"cli", "testing"}
    folders = {path.parent.name for path in (ROOT / "edgeconform").glob("*/__init__.py")}
    assert set(TABLE) == folders - doors


@pytest.mark.parametrize("room", TABLE)
def test_a_room_imports_only_what_the_architecture_lets_it(room: str) -> None:
    files = [path for path in folder_of(room).rglob("*.py") if "examples" not in path.parts]
    assert files
    for path in files:
        foreign = imported_rooms(path) - allowed(room) - ANYWHERE - {room}
        assert not foreign, f"{path.relative_to(ROOT)} imports {sorted(foreign)}"


def test_no_import_cycle_between_rooms() -> None:
    remaining = {room: allowed(room) for room in TABLE}
    while remaining:
        free = [room for room, needs in remaining.items() if not needs & remaining.keys()]
        assert free, f"cycle among {sorted(remaining)}"
        for room in free:
            del remaining[room]
