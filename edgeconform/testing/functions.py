"""A function as a handler: where its source is, and what it is called there."""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from edgeconform.errors import UsageError
from edgeconform.handlers import package_root
from edgeconform.model import Json, Language
from edgeconform.model.handler import HandlerFunction


def handler_function(function: Callable[[Json, Json], Json]) -> HandlerFunction:
    """Return the handler that `function` is.

    Its source is read for literals, event types and comments; raises UsageError if there is none.
    """
    source: Any = _with_source(function)
    try:
        file = inspect.getsourcefile(source)
    except TypeError:
        file = None
    if file is None or not Path(file).is_file():
        raise UsageError(
            f"the source of {function!r} cannot be found; give its file instead, as a path"
        )
    path = Path(file).resolve()
    return HandlerFunction(
        path=path,
        export=str(getattr(source, "__qualname__", type(source).__qualname__)),
        language=Language.PYTHON,
        root=package_root(path),
        function=function,
    )


def _with_source(function: object) -> object:
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(function) if callable(function) else function
    if inspect.isroutine(function) or inspect.isclass(function):
        return function
    return type(function)
