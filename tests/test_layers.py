"""ARCHITECTURE.md's table of who may import whom, held against the imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ALLOWED = {
    "schemas": set(),
    "model": set(),
    "strategies": {"schemas", "model"},
    "handlers": {"model"},
    "runtimes": {"model", "schemas"},
    "checks": {"model", "schemas"},
    "engine": {"schemas", "model", "strategies", "handlers", "runtimes", "checks"},
    "deployment": {"schemas", "model", "handlers", "checks"},
    "reports": {"model", "checks", "strategies", "schemas"},
}
ANYWHERE = {"errors", "__version__"}


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


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_the_architecture_lets_it(room: str) -> None:
    folder = ROOT / room if room in ("schemas", "strategies") else ROOT / "edgeconform" / room
    files = [path for path in folder.rglob("*.py") if "examples" not in path.parts]
    assert files
    for path in files:
        foreign = imported_rooms(path) - ALLOWED[room] - ANYWHERE - {room}
        assert not foreign, f"{path.relative_to(ROOT)} imports {sorted(foreign)}"


def test_no_import_cycle_between_rooms() -> None:
    order = list(ALLOWED)
    remaining = dict(ALLOWED)
    while remaining:
        free = [room for room, needs in remaining.items() if not needs & remaining.keys()]
        assert free, f"cycle among {sorted(remaining)} of {order}"
        for room in free:
            del remaining[room]
