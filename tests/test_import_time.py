"""What each command imports: what is heavy is left out until it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from edgeconform import cli
try:
    cli.run(sys.argv[1:])
except SystemExit:
    pass
names = {name.partition(".")[0] for name in sys.modules}
names |= {name for name in sys.modules if name.startswith("edgeconform.")}
print("\\n" + json.dumps(sorted(names)))
"""
HEAVY = {"faker", "hypothesis", "jsonschema", "multiprocessing", "pytest", "rich", "tree_sitter"}
JUDGING = {"edgeconform.checks", "edgeconform.engine", "jsonschema_rs", "orjson"}
TEMPLATES = {
    "edgeconform.checks.deployed_use",
    "edgeconform.cli.costing",
    "edgeconform.deployment",
    "edgeconform.model.deployment",
}
CHECK = ("check", "--event", "viewer-request", "--seed", "1", "--bulk", "5", "--max-examples", "5")


def imported(folder: Path, *arguments: str) -> set[str]:
    """Return the top-level modules, and all of the kit, that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"
    (tmp_path / "clean.py").write_text(body)
    body = "exports.handler = async (event) => event.Records[0].cf.request;\n"
    (tmp_path / "clean.js").write_text(body)
    (tmp_path / "bad.py").write_text("def handler(event, context):\n    return None\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "lacking"),
    [
        (("--version",), HEAVY | JUDGING),
        (("--help",), HEAVY | JUDGING),
        (("schema", "viewer-request"), HEAVY | {"edgeconform.checks", "edgeconform.engine"}),
        (("events", "viewer-request", "-n", "1"), HEAVY),
        (("explain", "EC101"), HEAVY),
        ((*CHECK, "--engine", "bulk", "clean.py"), HEAVY | TEMPLATES),
        ((*CHECK, "--engine", "bulk", "bad.py", "--output", "report.json"), HEAVY | TEMPLATES),
        ((*CHECK, "clean.py"), HEAVY - {"hypothesis"}),
        ((*CHECK, "--engine", "bulk", "clean.js"), HEAVY - {"tree_sitter"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_imports_only_what_it_needs(
    folder: Path, arguments: tuple[str, ...], lacking: set[str]
) -> None:
    assert imported(folder, *arguments) & lacking == set()


def test_what_is_heavy_is_imported_where_it_is_needed(folder: Path) -> None:
    """The names above are those that the modules have."""
    names = imported(folder, *CHECK, "--engine", "bulk", "clean.py", "clean.js", "--workers", "2")
    assert {"tree_sitter", "multiprocessing"} <= names
    assert "hypothesis" in imported(folder, *CHECK, "clean.py")
    commands = (
        ("deploy", "."),
        ("explain", "EC901"),
        ("cost", "--requests", "1", "--duration", "1"),
    )
    assert set().union(*(imported(folder, *each) for each in commands)) >= TEMPLATES
