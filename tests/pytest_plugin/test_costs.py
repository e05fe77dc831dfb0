"""The plugin sits in every project of its users, and must weigh nothing there."""

import os
import subprocess
import sys
from pathlib import Path

import edgeconform

HEAVY = {"hypothesis", "jsonschema", "jsonschema_rs", "faker", "rich", "click", "tree_sitter"}

LOADED = """
import sys

def pytest_unconfigure():
    print("LOADED", *sorted(sys.modules))
"""


def loaded(code: str, *arguments: str, cwd: Path | None = None) -> set[str]:
    """The modules that are loaded after `code`, in a process without plugins of others."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, *(("-c", code) if code else arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env=environment,
    )
    return set(next(x for x in done.stdout.splitlines() if x.startswith("LOADED")).split()[1:])


def test_loading_the_plugin_imports_only_pytest_and_the_bare_package() -> None:
    code = "import edgeconform.pytest_plugin, sys; print('LOADED', *sys.modules)"
    modules = loaded(code)
    assert not modules & HEAVY
    ours = {name for name in modules if name.split(".")[0] == "edgeconform"}
    assert ours == {"edgeconform", "edgeconform.pytest_plugin"}


def test_a_session_that_does_not_use_it_imports_no_more(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(LOADED)
    (tmp_path / "test_x.py").write_text("def test_x(): pass\n")
    (tmp_path / "pyproject.toml").write_text("[tool.edgeconform]\n")
    arguments = ("-m", "pytest", "-q", "-p", "edgeconform.pytest_plugin", "-p", "no:cacheprovider")
    modules = loaded("", *arguments, cwd=tmp_path)
    assert not modules & HEAVY
    ours = {name for name in modules if name.split(".")[0] == "edgeconform"}
    assert ours == {"edgeconform", "edgeconform.pytest_plugin"}


def test_collecting_imports_no_hypothesis(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(LOADED)
    handler = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"
    (tmp_path / "h.py").write_text(handler)
    (tmp_path / "edgeconform.toml").write_text("[[handlers]]\npath = 'h.py'\n")
    arguments = ("-m", "pytest", "-p", "edgeconform.pytest_plugin", "--edgeconform", "--co")
    modules = loaded("", *arguments, cwd=tmp_path)
    assert "edgeconform.testing.items" in modules
    assert not modules & {"hypothesis", "jsonschema", "faker"}


def test_the_public_names_are_complete_sorted_and_lazy() -> None:
    assert edgeconform.__all__ == sorted(edgeconform.__all__)
    assert set(edgeconform.__all__) == {*edgeconform._HOMES, "__version__"}
    for name in edgeconform.__all__:
        assert getattr(edgeconform, name) is not None
        assert name in dir(edgeconform)
    modules = loaded("import edgeconform, sys; print('LOADED', *sys.modules)")
    assert {name for name in modules if name.startswith("edgeconform")} == {"edgeconform"}
