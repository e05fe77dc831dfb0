"""From a function of a template to its handler's source."""

from dataclasses import replace
from pathlib import Path

from edgeconform.deployment.packages import ARCHIVES
from edgeconform.errors import EdgeconformError
from edgeconform.handlers import SUFFIXES, discover
from edgeconform.handlers.request_reads import request_reads
from edgeconform.model import Handler
from edgeconform.model.deployment import EdgeFunction


def handler_of(function: EdgeFunction) -> Handler | None:
    """Return the handler that a function runs, if its source is at hand."""
    code, setting = function.code, function.handler
    if code is None or setting is None:
        return None
    if not code.value.exists() and code.value.suffix not in ARCHIVES:
        return None
    folder = code.value if code.value.is_dir() else code.value.parent
    module, _, export = setting.value.rpartition(".")
    source = _source(folder, module, "" if function.runtime is None else function.runtime.value)
    if source is None:
        return None
    try:
        found = discover(source, export=export, root=folder)
    except EdgeconformError:
        return None
    return found[0]


def _source(folder: Path, module: str, runtime: str) -> Path | None:
    """Return the file of a module, the one in the language of `runtime` if there are several."""
    for suffix in sorted(SUFFIXES, key=lambda each: not runtime.startswith(SUFFIXES[each])):
        path = folder / f"{module}{suffix}"
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None


def with_reads(function: EdgeFunction) -> EdgeFunction:
    """Return the function with what its source looks up in the request, if it is at hand."""
    handler = handler_of(function)
    if handler is None:
        return function
    return replace(function, reads=request_reads(handler))
