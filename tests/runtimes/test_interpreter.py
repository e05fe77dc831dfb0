"""Which interpreter runs a handler, and what a user is told where there is none."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edgeconform.errors import RuntimeMissingError, UsageError
from edgeconform.model import Runtime
from edgeconform.runtimes import open_worker
from edgeconform.runtimes.interpreter import Interpreter, ask
from edgeconform.runtimes.nodejs import find_nodejs
from edgeconform.runtimes.python import find_python
from tests.runtimes.programs import find_python as installed
from tests.runtimes.programs import options, write


def program(folder: Path, says: str, name: str = "program") -> str:
    """A program that prints something, whatever it is asked."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    ask.cache_clear()
    return str(path)


def test_own_python() -> None:
    """Without any wish, the interpreter that runs the kit runs the handler."""
    found = find_python(None, None)
    assert found.executable == sys.executable
    assert found.runtime.version == sys.version_info[:2]


def test_python_of_runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter of the runtime is taken where it is on PATH."""
    program(tmp_path, "3 12 4 /opt/python3.12", "python3.12")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_python(None, Runtime.parse("python3.12"))
    assert (found.executable, found.version) == ("/opt/python3.12", (3, 12, 4))


def test_python_that_stands_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the runtime's interpreter is missing, the kit's own stands for it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_python(None, Runtime.parse("python3.9"))
    assert found.executable == sys.executable
    assert str(found.runtime) == "python3.9"


NODES = {
    "v18.0.0": "nodejs18.x",
    "v20.20.2": "nodejs20.x",
    "v23.1.0": "nodejs22.x",
    "v24.0.0-nightly": "nodejs24.x",
    "v27.0.0": "nodejs24.x",
}


@pytest.mark.parametrize(("version", "runtime"), NODES.items())
def test_runtime_of_node(tmp_path: Path, version: str, runtime: str) -> None:
    """A version of Node.js stands for the Lambda runtime that is nearest below it."""
    assert str(find_nodejs(program(tmp_path, version), None).runtime) == runtime


REQUIRE, DETECT = "--no-experimental-require-module", "--no-experimental-detect-module"


@pytest.mark.parametrize(
    ("version", "runtime", "flags"),
    [
        ("v18.20.0", "nodejs18.x", ()),
        ("v20.18.3", "nodejs20.x", ()),
        ("v20.19.0", "nodejs20.x", (REQUIRE,)),
        ("v22.20.0", "nodejs20.x", (REQUIRE,)),
        ("v22.20.0", "nodejs22.x", (REQUIRE, DETECT)),
        ("v24.0.0", "nodejs22.x", (REQUIRE, DETECT)),
        ("v24.0.0", "nodejs24.x", ()),
    ],
)
def test_modules_that_lambda_refuses_are_refused(
    tmp_path: Path, version: str, runtime: str, flags: tuple[str, ...]
) -> None:
    found = find_nodejs(program(tmp_path, version), Runtime.parse(runtime))
    assert found.flags == flags


def test_no_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing Node.js is one clear sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        RuntimeMissingError, match=r"needs Node\.js, and there is no `node` on PATH"
    ):
        find_nodejs(None, None)


@pytest.mark.parametrize(
    ("version", "strips"),
    [
        ("v20.20.2", False),
        ("v22.17.1", False),
        ("v22.18.0", True),
        ("v23.5.0", False),
        ("v23.6.0", True),
        ("v24.1.0", True),
    ],
)
def test_typescript_is_left_to_a_node_that_strips_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, strips: bool
) -> None:
    """Another Node.js is refused for it before anything is run."""
    handler = write(
        tmp_path, "export const handler = async (event: object) => event\n", "src/edge.ts"
    )
    monkeypatch.chdir(tmp_path)
    chosen = options(executable=program(tmp_path, version))
    if strips:
        open_worker(handler, chosen)
        return
    told = f"src/edge.ts is TypeScript, which Node.js {version[1:]} does not run"
    with pytest.raises(RuntimeMissingError, match=f"^{re.escape(told)}"):
        open_worker(handler, chosen)


def test_jsx_is_for_a_compiler(tmp_path: Path) -> None:
    """No Node.js runs it."""
    handler = write(tmp_path, "export const handler = async (event) => event\n", "page.tsx")
    with pytest.raises(UsageError, match=r"page\.tsx may hold JSX"):
        open_worker(handler, options())


WRONG: tuple[tuple[Callable[..., Interpreter], str, str], ...] = (
    (find_python, "3 8 18 /usr/bin/python3.8", "is Python 3.8.18; handlers run on Python 3.9 to"),
    (find_python, "3 15 0 /usr/bin/python3.15", "is Python 3.15.0"),
    (find_python, "nonsense", "does not answer as a Python 3 interpreter does"),
    (find_nodejs, "v16.20.2", "is Node.js 16.20.2; handlers run on Node.js 18 or newer"),
    (find_nodejs, "nonsense", "does not answer as Node.js does"),
)


@pytest.mark.parametrize(("find", "says", "message"), WRONG, ids=range(len(WRONG)))
def test_wrong_interpreter(
    tmp_path: Path, find: Callable[..., Interpreter], says: str, message: str
) -> None:
    """An interpreter that is too old, too new, or none, is refused with what to do."""
    with pytest.raises(RuntimeMissingError, match=re.escape(message)) as caught:
        find(program(tmp_path, says), None)
    assert "name another with --" in str(caught.value)


@pytest.mark.parametrize("find", [find_python, find_nodejs])
def test_missing_interpreter(find: Callable[..., Interpreter]) -> None:
    """A name that is no program is told as such."""
    with pytest.raises(RuntimeMissingError, match="'no-such-program', named with --"):
        find("no-such-program", None)


def test_real_old_python() -> None:
    """A real Python 3.8 is refused, not tried."""
    executable = installed("3.8")
    if executable is None:
        pytest.skip("no Python 3.8 here")
    with pytest.raises(RuntimeMissingError, match=r"is Python 3.8"):
        find_python(executable, None)


def test_program_that_is_no_worker(tmp_path: Path) -> None:
    """An interpreter that lies about itself does not start a worker."""
    liar = program(tmp_path, "3 13 0 " + program(tmp_path, "no worker here", "other"))
    handler = write(tmp_path, "def handler(event, context): return event\n")
    with (
        open_worker(handler, options(executable=liar)) as worker,
        pytest.raises(RuntimeMissingError, match="does not start a worker: no worker here"),
    ):
        list(worker.run([{}]))
