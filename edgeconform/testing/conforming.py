"""A handler as a test."""

import inspect
import os
import sys
import warnings
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any

from edgeconform.config import Layer
from edgeconform.errors import EdgeconformError, EdgeconformWarning, UsageError
from edgeconform.testing.options import layer_of
from edgeconform.testing.running import Function, fails, plans_of, run_plan, told

Test = Callable[..., Any]

_CALL = "conforms()"


def conforms(
    handler: Function | str | os.PathLike[str],
    event_type: str | None = None,
    *,
    export: str | None = None,
    strict: bool | None = None,
    seed: int | None = None,
    **options: Any,
) -> Test:
    """Return a test that searches for events on which `handler` does not conform.

    `handler` is a Python function, which is run in this process, so that mocks reach it, or the
    path of a Python or Node.js file, which is run in a worker, `export` naming the function in it.
    Without `event_type` the event types are those of the configuration, or read off the source.
    `options` are the keys of the configuration, with underscores.

        test_redirect = edgeconform.conforms("src/redirect.js", "viewer-request")

    As a decorator it prepares the search in the function below, which may take fixtures; what
    stands behind a `yield` there runs after the search.

        @edgeconform.conforms(redirect.handler, "viewer-request")
        def test_redirect(monkeypatch):
            monkeypatch.setattr(redirect, "lookup", lambda key: "/")

    Raises UsageError for options that mean nothing.
    """
    __tracebackhide__ = True
    flags = layer_of(_CALL, {**options, "events": [event_type] if event_type else None})
    search = partial(_search, handler, flags, export=export, seed=seed, strict=strict)

    def test(prepare: Test | None = None, /) -> Test | None:
        # In a class, pytest hands over the instance.
        if inspect.isfunction(prepare):
            return _prepared(prepare, search)
        search()
        return None

    test.__doc__ = f"{_name(handler)} conforms."
    return test


def _search(
    handler: Function | str | os.PathLike[str],
    flags: Layer,
    *,
    export: str | None,
    seed: int | None,
    strict: bool | None,
) -> None:
    __tracebackhide__ = True
    place = handler if callable(handler) else _located(Path(handler))
    try:
        for config, plan in plans_of(place, flags, export=export, seed=seed):
            run = run_plan(config, plan)
            if fails(run, strict=config.strict if strict is None else strict):
                _fail(told(run))
            if run.findings:
                warnings.warn(told(run), EdgeconformWarning, stacklevel=2)
    except EdgeconformError as error:
        # The sentence tells what is wrong; the kit's own frames would only hide it.
        raise error.with_traceback(None) from None


def _prepared(prepare: Test, search: Callable[[], None]) -> Test:
    if inspect.iscoroutinefunction(prepare) or inspect.isasyncgenfunction(prepare):
        raise UsageError(f"{_CALL}: {prepare.__name__} is async; prepare a search in a plain one")

    @wraps(prepare)
    def test(*arguments: Any, **fixtures: Any) -> None:
        prepared = prepare(*arguments, **fixtures)
        steps = prepared if inspect.isgenerator(prepared) else iter((None,))
        next(steps, None)
        try:
            search()
        finally:
            next(steps, None)

    return test


def _name(handler: Function | str | os.PathLike[str]) -> str:
    if callable(handler):
        return str(getattr(handler, "__qualname__", handler))
    return os.fspath(handler)


def _located(path: Path) -> Path:
    """Return a file as seen from here, or else from pytest's root directory."""
    plugin = sys.modules.get("edgeconform.pytest_plugin")
    root = plugin.roots[-1] if plugin is not None and plugin.roots else None
    return path if path.exists() or root is None else root / path


def _fail(text: str) -> None:
    if "PYTEST_CURRENT_TEST" in os.environ:
        import pytest

        pytest.fail(text, pytrace=False)
    raise AssertionError(text)
