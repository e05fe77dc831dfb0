"""The verdicts are the same beside plugins of others: the real ones."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.config.miniatures import write
from tests.pytest_plugin.projects import project, run

OTHERS = (
    "_hypothesis_pytestplugin",
    "pytest_asyncio.plugin",
    "pytest_cov.plugin",
    "pytest_randomly",
    "schemathesis.pytest.plugin",
)
XDIST = "xdist.plugin"

FILES = {
    "test_x.py": "import edgeconform\ntest_x = edgeconform.conforms('src/bad.py')\n",
    "conftest.py": "from tests.pytest_plugin import quick\nquick.install()\n",
    "pytest.ini": "[pytest]\nasyncio_default_fixture_loop_scope = function\n",
}

Verdicts = tuple[list[str], list[str]]


def verdicts(folder: Path, *arguments: str) -> Verdicts:
    """Which tests failed and what was told of it, without order and time."""
    output = run(folder, "--edgeconform", *arguments).stdout
    assert "2 failed, 2 passed" in output, output
    assert "INTERNALERROR" not in output
    failed = sorted(re.findall(r"^FAILED (\S+)", output, re.MULTILINE))
    told = sorted(re.findall(r"^EC\d+ .*|^  (?:event|result|replay|at):.*", output, re.MULTILINE))
    return failed, told


def is_there(name: str) -> bool:
    """Whether there is a module of that name; old versions call theirs otherwise."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def loaded(*plugins: str) -> list[str]:
    """Arguments that load plugins; the test is skipped where one is missing."""
    missing = [name for name in plugins if not is_there(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return [part for name in plugins for part in ("-p", name)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(project(tmp_path_factory.mktemp("project")), FILES)


@pytest.fixture(scope="module")
def alone(folder: Path) -> Verdicts:
    return verdicts(folder)


def test_beside_all_of_them(folder: Path, alone: Verdicts) -> None:
    assert verdicts(folder, *loaded(*OTHERS), "--cov=src") == alone


def test_in_two_processes(folder: Path, alone: Verdicts) -> None:
    assert verdicts(folder, *loaded(XDIST), "-n", "2") == alone
