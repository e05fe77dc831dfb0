"""Where the Node.js worker says that something happened, and how loading fails."""

import base64
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import Handler, Language, NotLoaded, Raised, SourcePlace
from tests.runtimes.node_programs import NODEJS, answer, needs_node
from tests.runtimes.programs import run, write

pytestmark = needs_node

RAISING = {
    "throw": (
        "index.js",
        "exports.handler = async () => {\n  throw new Error('x')\n}",
        "2 handler",
    ),
    "mjs": ("index.mjs", "export const handler = async () => {\n  null.x\n}", "2 handler"),
    "inner": (
        "index.js",
        "const inner = (value) => value.x\nexports.handler = async () => inner(null)",
        "1 inner",
    ),
    "built-in": ("index.js", "exports.handler = async () => {\n  JSON.parse('{')\n}", "2 handler"),
    "after-await": (
        "index.js",
        "exports.handler = async () => {\n  await 1\n  null.x\n}",
        "3 handler",
    ),
    "timer": (
        "index.js",
        "exports.handler = (e, c, callback) => {\n  setTimeout(function late() { null.x }, 1)\n}",
        "2 Timeout.late",
    ),
    "rejection": (
        "index.js",
        "exports.handler = (e, c, callback) => {\n  Promise.reject(new Error('x'))\n}",
        "2 handler",
    ),
    "callback": (
        "index.js",
        "exports.handler = (e, c, callback) => {\n  callback(new Error('x'))\n}",
        "2 handler",
    ),
    "class": (
        "index.js",
        "class Edge {\n  async handle() { null.x }\n}\nexports.handler = () => new Edge().handle()",
        "2 Edge.handle",
    ),
}


@pytest.mark.parametrize(("name", "source", "place"), RAISING.values(), ids=list(RAISING))
def test_place_of_an_error(name: str, source: str, place: str, tmp_path: Path) -> None:
    """The innermost line of the handler's own code is told."""
    (found,) = run(write(tmp_path, source + "\n", name), [{}], runtime=NODEJS)
    assert isinstance(found.outcome, Raised)
    told = found.outcome.place
    assert told is not None
    assert (told.file, f"{told.line} {told.function}") == (name, place)


def test_place_is_not_in_a_library(tmp_path: Path) -> None:
    """An error of a dependency is placed where the handler called it."""
    library = tmp_path / "node_modules" / "inner" / "index.js"
    library.parent.mkdir(parents=True)
    library.write_text("module.exports = () => { throw new Error('inside') }")
    source = (
        "const inner = require('inner')\nexports.handler = async () => {\n  await outer()\n}\n"
        "async function outer() {\n  await null\n  inner()\n}\n"
    )
    (found,) = run(write(tmp_path, source, "src/index.js"), [{}])
    assert isinstance(found.outcome, Raised)
    assert str(found.outcome.place) == "src/index.js:7"
    assert found.outcome.place is not None
    called = SourcePlace(file="src/index.js", line=3, function="handler")
    assert found.outcome.place.callers == (called,)


# One line of output, whose only mapping leads to line 7 of the source.
_MAP = {"version": 3, "names": [], "mappings": "AAMA"}
_COMPILED = "exports.handler = async () => { null.x }\n//# sourceMappingURL="


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sources": ["../src/edge.ts"]}, "src/edge.ts:7"),
        ({"sources": ["edge.ts"], "sourceRoot": "../src"}, "src/edge.ts:7"),
        ({"sources": ["webpack://site/./src/edge.ts"]}, "src/edge.ts:7"),
        ({"sources": ["../node_modules/inner/index.ts"]}, "None"),
    ],
)
@pytest.mark.parametrize("inline", [True, False])
def test_source_maps(fields: Mapping[str, object], told: str, inline: bool, tmp_path: Path) -> None:
    """A place is told in the source that was compiled or bundled."""
    text = json.dumps({**_MAP, **fields})
    encoded = base64.b64encode(text.encode()).decode()
    address = f"data:application/json;base64,{encoded}" if inline else "index.js.map"
    handler = write(tmp_path / "dist", _COMPILED + address + "\n", "index.js")
    (tmp_path / "dist" / "index.js.map").write_text(text)
    handler = Handler(path=handler.path, export="handler", language=Language.NODEJS, root=tmp_path)
    (found,) = run(handler, [{}])
    assert isinstance(found.outcome, Raised)
    assert str(found.outcome.place) == told


def test_broken_source_map(tmp_path: Path) -> None:
    """A source map that cannot be read is as good as none."""
    (found,) = run(write(tmp_path, _COMPILED + "absent.map\n", "index.js"), [{}])
    assert isinstance(found.outcome, Raised)
    assert str(found.outcome.place) == "index.js:1"


EXPORT = "exports.handler = async () => 1\n"
LOADING = {
    "syntax": ("index.js", "exports.handler =\n  async () => {{}\n", "index.js:"),
    "syntax-mjs": ("index.mjs", "export const a = 1\nexport const = 2\n", "index.mjs:2"),
    "import": ("index.js", "\nconst absent = require('./absent')\n", "index.js:2"),
    "import-mjs": ("index.mjs", "\nimport absent from 'absent'\n", "index.mjs:2"),
    "throws": ("index.js", "\n\nnull.x\n", "index.js:3"),
    "exits": ("index.js", "\nprocess.exit(3)\n", "index.js:2"),
    "rejects": ("index.js", "\nPromise.reject(new Error('x'))\n" + EXPORT, "index.js:2"),
    "uncaught": ("index.js", "\nprocess.nextTick(() => { null.x })\n" + EXPORT, "index.js:2"),
}


@pytest.mark.parametrize(("name", "source", "place"), LOADING.values(), ids=list(LOADING))
def test_place_of_a_load_error(name: str, source: str, place: str, tmp_path: Path) -> None:
    """A module that does not load says in which line."""
    (found,) = run(write(tmp_path, source, name), [{}])
    assert isinstance(found.outcome, NotLoaded)
    assert str(found.outcome.place).startswith(place)


def test_rejection_while_loading_has_lambdas_name(tmp_path: Path) -> None:
    """A rejection that nobody handles ends loading, even if the handler is there by then."""
    source = "Promise.reject(new Error('x'))\nexports.handler = async () => 1\n"
    (found,) = run(write(tmp_path, source, "index.js"), [{}], runtime=NODEJS)
    assert isinstance(found.outcome, NotLoaded)
    assert found.outcome.error_type == "Runtime.UnhandledPromiseRejection"


def test_top_level_await_that_never_settles(tmp_path: Path) -> None:
    """Node.js ends with status 13 then."""
    source = "await new Promise(() => {})\nexport const handler = async () => 1\n"
    (found,) = run(write(tmp_path, source, "index.mjs"), [{}])
    assert isinstance(found.outcome, NotLoaded)
    assert "status 13" in found.outcome.message


OF_LAMBDA = (
    "(Lambda provides this package: install it beside the handler, so that it can be checked)"
)
OF_PACKAGE = "(if it is deployed with the handler, install it here as well)"


@pytest.mark.parametrize(
    ("name", "source", "ending"),
    [
        ("index.js", "require('@aws-sdk/client-s3')", OF_LAMBDA),
        ("index.mjs", "import '@aws-sdk/client-s3'", OF_LAMBDA),
        ("index.js", "require('absent')", f"'absent' {OF_PACKAGE}"),
        ("index.js", "require('@absent/one')", OF_PACKAGE),
        ("index.mjs", "import 'absent'", f"index.mjs {OF_PACKAGE}"),
        ("index.js", "require('./absent')", "'./absent'"),
        ("index.mjs", "import './absent.mjs'", "index.mjs"),
    ],
)
def test_package_that_is_missing(tmp_path: Path, name: str, source: str, ending: str) -> None:
    """What is not installed here may be there on Lambda: the message says what to do."""
    (found,) = run(write(tmp_path, source + "\n", name), [{}])
    assert isinstance(found.outcome, NotLoaded)
    assert found.outcome.message.endswith(ending)


MISSING = {
    "thrown": "exports.handler = async () => { require('%s') }\n",
    "wrapped": "exports.handler = async () => {\n"
    "  try { require('%s') } catch (e) { throw new Error(`gone: ${e.message}`) }\n}\n",
    "callback": "exports.handler = (e, c, callback) => {\n"
    "  try { require('%s') } catch (error) { callback(error) }\n}\n",
    "rejection": "exports.handler = (e, c, callback) => { (async () => require('%s'))() }\n",
}


@pytest.mark.parametrize("source", MISSING.values(), ids=list(MISSING))
def test_module_that_is_missing_on_request(source: str, tmp_path: Path) -> None:
    """The files that asked for it, of which one is the worker's own, are not told."""
    (found,) = run(write(tmp_path, source % "./absent", "index.js"), [{}], runtime=NODEJS)
    assert isinstance(found.outcome, Raised)
    assert found.outcome.message.endswith("Cannot find module './absent'")
    (found,) = run(write(tmp_path, source % "@aws-sdk/none", "index.js"), [{}], runtime=NODEJS)
    assert isinstance(found.outcome, Raised)
    assert "'@aws-sdk/none' (Lambda provides this package: install it" in found.outcome.message


def test_bare_typescript(tmp_path: Path) -> None:
    """A TypeScript file runs where Node.js strips types; elsewhere a sentence says what to do."""
    source = "export const handler = async (event: object): Promise<string> => 'typed'\n"
    handler = write(tmp_path, source, "edge.ts")
    asked = ["node", "-p", "Boolean(process.features.typescript)"]
    if subprocess.run(asked, capture_output=True, check=True).stdout == b"true\n":
        (found,) = run(handler, [{}])
        assert answer(found) == "typed"
        return
    with pytest.raises(RuntimeMissingError, match=r"edge\.ts is TypeScript.* compile it and check"):
        run(handler, [{}])
