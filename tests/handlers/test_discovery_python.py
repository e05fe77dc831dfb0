"""Handlers are found in Python, and handler strings are what Lambda takes."""

from pathlib import Path

import pytest

from edgeconform.errors import HandlerNotFoundError, UsageError
from edgeconform.handlers import define_line, discover
from edgeconform.model import Language
from tests.handlers.sources import write

STYLES = {
    "handler": ("def handler(event, context): return event", ["handler"]),
    "lambda_handler": ("def lambda_handler(event, context): return event", ["lambda_handler"]),
    "both": (
        "def lambda_handler(event, context): ...\ndef handler(event, context): ...",
        ["handler", "lambda_handler"],
    ),
    "lambda": ("handler = lambda event, context: event", ["handler"]),
    "made by a call": ("handler = make_handler(routes={})", ["handler"]),
    "a bound method": ("class App:\n  def run(self, e, c): ...\nhandler = App().run", ["handler"]),
    "imported": ("from edge.core import run as handler", ["handler"]),
    "not what it imports for itself": (
        (
            "from lib.originrequest import index as originrequest\n"
            "from lib.types import OriginRequestEvent\n"
            "def viewer_request(event: OriginRequestEvent, context): ..."
        ),
        ["viewer_request"],
    ),
    "not the type of an event": (
        (
            "from lib.types import ViewerRequestEvent\n"
            "def run(event: ViewerRequestEvent, context): ..."
        ),
        ["run"],
    ),
    "imported and named after an event": (
        "from edge.core import origin_request, viewer_request",
        ["origin_request", "viewer_request"],
    ),
    "in a branch": (
        "try:\n  import x\nexcept ImportError:\n  def handler(event, context): ...",
        ["handler"],
    ),
    "decorated": ("@logged\n@traced(1)\ndef handler(event, context): ...", ["handler"]),
    "coroutine": ("async def handler(event, context): ...", ["handler"]),
    "several events": (
        (
            "def viewer_request(event, context): ...\n"
            "def origin_response_handler(event, context): ...\n"
            "def parse(text): ..."
        ),
        ["viewer_request", "origin_response_handler"],
    ),
    "dispatcher": (
        (
            "def viewer_request(event, context): ...\n"
            "def handler(event, context): return viewer_request(event, context)"
        ),
        ["handler"],
    ),
    "signature": ("def redirect(event, context): ...\ndef helper(request): ...", ["redirect"]),
    "signature, spelt": ("def redirect(evt, _ctx): ...", ["redirect"]),
    "reads Records": ("def go(x, y): return x['Records'][0]['cf']['request']", ["go"]),
    "reads Records, called with the event alone": (
        "def path(event): return event['Records']\ndef go(event, context): ...",
        ["go"],
    ),
    "not a private one": ("def _run(event, context): ...\ndef main(event, context): ...", ["main"]),
    "syntax error": ("def handler(event, context):\n  return (\n", ["handler"]),
    "syntax error, other name": ("def lambda_handler(event, context) return", ["lambda_handler"]),
    "syntax error, no name": ("?", ["handler"]),
    "null byte": ("def handler(e, c): ...\0", ["handler"]),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_handler_is_found_in_python(tmp_path: Path, style: str) -> None:
    source, names = STYLES[style]
    path = write(tmp_path, "redirect.py", source)
    assert [handler.export for handler in discover(path)] == names


@pytest.mark.parametrize(
    "source", ["", "x = 1", "def helper(a): ...", "def handler_of(x, y, z, w): ...", "handler = 1"]
)
def test_a_file_without_handler_says_what_was_looked_for(tmp_path: Path, source: str) -> None:
    path = write(tmp_path, "redirect.py", source)
    with pytest.raises(
        HandlerNotFoundError, match=r"lambda_handler, or .*; name it with --handler"
    ):
        discover(path)


def test_a_named_export_need_not_be_seen(tmp_path: Path) -> None:
    path = write(tmp_path, "redirect.py", "globals()['x' + 'y'] = print")
    (handler,) = discover(path, export="xy")
    assert (handler.export, handler.language) == ("xy", Language.PYTHON)
    assert define_line(handler) is None


def test_what_is_no_source_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.py does not exist$"):
        discover(tmp_path / "missing.py")
    with pytest.raises(UsageError, match=r"is a folder"):
        discover(tmp_path)
    with pytest.raises(UsageError, match=r"its suffix must be one of .*\.py"):
        discover(write(tmp_path, "handler.rb", ""))
    inner = write(tmp_path, "a/handler.py", "def handler(event, context): ...")
    with pytest.raises(UsageError, match="not inside the package root"):
        discover(inner, root=tmp_path / "b")


@pytest.mark.parametrize(
    ("files", "path", "name"),
    [
        ([], "src/redirect.py", "redirect.handler"),
        (["pkg/__init__.py", "pkg/sub/__init__.py"], "pkg/sub/edge.py", "pkg/sub/edge.handler"),
        (["package.json"], "dist/edge.js", "dist/edge.handler"),
        (["package.json", "dist/package.json"], "dist/edge.js", "edge.handler"),
        ([], "dist/edge.mjs", "edge.handler"),
    ],
)
def test_the_root_is_where_lambda_would_unpack(
    tmp_path: Path, files: list[str], path: str, name: str
) -> None:
    for file in files:
        write(tmp_path, file, "")
    code = "def handler(event, context): ..." if path.endswith("py") else "exports.handler = x();"
    (handler,) = discover(write(tmp_path, path, code))
    assert handler.name == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import shared", "check.handler"),
        ("from shared import sign", "check.handler"),
        ("import json", "lambdas/auth/check.handler"),
        ("from .shared import sign", "lambdas/auth/check.handler"),
        ("import shared; from . import shared", "lambdas/auth/check.handler"),
        ("import shared; from lambdas import auth", "lambdas/auth/check.handler"),
        ("import common", "auth/check.handler"),
    ],
)
def test_neighbours_imported_by_bare_names_lie_at_the_root(
    tmp_path: Path, code: str, name: str
) -> None:
    for file in ("__init__.py", "common.py", "auth/__init__.py", "auth/shared.py"):
        write(tmp_path, f"lambdas/{file}", "")
    source = f"{code}\ndef handler(event, context): ..."
    (handler,) = discover(write(tmp_path, "lambdas/auth/check.py", source))
    assert handler.name == name


def test_a_given_root_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "src/edge.py", "def handler(event, context): ...")
    (handler,) = discover(path, root=tmp_path)
    assert handler.name == "src/edge.handler"


def test_the_definition_is_found_through_imports(tmp_path: Path) -> None:
    write(tmp_path, "pkg/__init__.py", "")
    write(tmp_path, "pkg/core.py", "# one\n@x\ndef run(event, context): ...")
    path = write(tmp_path, "pkg/edge.py", "from .core import run as handler")
    (handler,) = discover(path)
    place = define_line(handler)
    assert place is not None
    assert (place.file, place.line, place.function) == ("pkg/core.py", 3, "handler")


def test_other_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "redirect.py"
    path.write_bytes("# -*- coding: latin-1 -*-\n# é\ndef handler(e, c): 'ü'\n".encode("latin-1"))
    assert [handler.export for handler in discover(path)] == ["handler"]


def test_deeply_nested_source_is_no_obstacle(tmp_path: Path) -> None:
    source = f"s = {' + '.join(['1'] * 3000)}\ndef handler(event, context): ..."
    (handler,) = discover(write(tmp_path, "redirect.py", source))
    assert handler.export == "handler"
