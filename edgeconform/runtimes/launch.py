"""What to start for a handler: command, environment and first message."""

import dataclasses
import secrets
from pathlib import Path
from typing import Any, Final

from edgeconform.errors import RuntimeMissingError, UsageError
from edgeconform.model import Handler, Language
from edgeconform.runtimes.environment import variables
from edgeconform.runtimes.interpreter import Interpreter
from edgeconform.runtimes.nodejs import find_nodejs, strips_types
from edgeconform.runtimes.options import WorkerOptions
from edgeconform.runtimes.process import Launch
from edgeconform.runtimes.python import find_python
from edgeconform.schemas import limits

ANSWER_MAX: Final = int(limits().figure("payload.max"))
"""Bytes of an answer that Lambda carries."""

MEGABYTE = 1024 * 1024
_SAFETY_MB = 1536

_TYPESCRIPT = (".ts", ".mts", ".cts")
_JSX = (".jsx", ".tsx")
# Python keeps no bytecode of a program that it is given as a file, and compiling the worker takes
# as long as half of its start.
_AS_MODULE = """
import sys
from importlib.machinery import SourceFileLoader
__file__ = sys.argv[0] = sys.argv.pop(1)
sys.dont_write_bytecode = False
_code = SourceFileLoader("python_worker", __file__).get_code("python_worker")
sys.dont_write_bytecode = True
exec(_code)
"""

_FILES = {Language.PYTHON: "python_worker.py", Language.NODEJS: "node_worker.mjs"}


def find_interpreter(handler: Handler, options: WorkerOptions) -> Interpreter:
    """Give what runs the handler; raises RuntimeMissingError, or UsageError where nothing can."""
    if handler.path.suffix in _JSX:
        raise UsageError(
            f"{_shown(handler.path)} may hold JSX, which Node.js does not run:"
            " compile it and check the compiled file"
        )
    find = find_python if handler.language is Language.PYTHON else find_nodejs
    found = find(options.executable, options.runtime)
    if handler.path.suffix in _TYPESCRIPT:
        if not strips_types(found.version):
            raise RuntimeMissingError(
                f"{_shown(handler.path)} is TypeScript, which Node.js"
                f" {'.'.join(map(str, found.version))} does not run: compile it and check the"
                " compiled file, or name Node.js 22.18 or newer with --node"
            )
        # Lambda has no rules for these files: Node.js finds out itself what kind of module one is.
        return dataclasses.replace(found, flags=())
    return found


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def plan(handler: Handler, interpreter: Interpreter, options: WorkerOptions) -> Launch:
    """Give all that starting a process needs."""
    handler = dataclasses.replace(handler, root=handler.root.resolve(), path=handler.path.resolve())
    file = Path(__file__).with_name(_FILES[handler.language])
    mark = f"\0{secrets.token_hex(8)}\0"
    environment = variables(
        handler, interpreter.runtime, options.memory_mb, network=options.allow_network
    )
    environment |= options.variables
    if handler.language is Language.PYTHON:
        # The order of a set of strings is the same from run to run; the worker hides the variable.
        environment["PYTHONHASHSEED"] = str(options.pin.seed if options.pin else 0)
    return Launch(
        command=(interpreter.executable, *_flags(handler, interpreter, options), str(file)),
        directory=str(handler.root),
        environment=environment,
        load=_load(handler, interpreter, options, mark),
        mark=mark.encode(),
        memory_cap=_memory_cap(options),
    )


def _memory_cap(options: WorkerOptions) -> int:
    """Give the bytes at which a process is ended.

    That only keeps the machine safe: four times what the function is configured with, and 1.5 GB
    at least.
    """
    return max(_SAFETY_MB, 4 * options.memory_mb) * MEGABYTE


def _flags(handler: Handler, interpreter: Interpreter, options: WorkerOptions) -> tuple[str, ...]:
    if handler.language is Language.PYTHON:
        return (*interpreter.flags, "-c", _AS_MODULE)
    return (*_heap(options.memory_mb), *interpreter.flags)


def _heap(megabytes: int) -> tuple[str, ...]:
    """Give the bounds with which Lambda starts Node.js, so that garbage is collected in time."""
    young, old = megabytes * 5 // 100, megabytes * 90 // 100
    return (f"--max-semi-space-size={max(young, 1)}", f"--max-old-space-size={max(old, 1)}")


def _load(
    handler: Handler, interpreter: Interpreter, options: WorkerOptions, mark: str
) -> dict[str, Any]:
    load: dict[str, Any] = {
        "type": "load",
        "handler": handler.name,
        "root": str(handler.root),
        "runtime": str(interpreter.runtime),
        "timeout": options.timeout,
        "memory_mb": options.memory_mb,
        "mark": mark,
        "max_payload": ANSWER_MAX,
        "memory_cap": _memory_cap(options),
        "allow_network": options.allow_network,
        "cover": options.cover,
    }
    if options.preload is not None:
        load["preload"] = str(options.preload.resolve())
    if options.pin is not None:
        load["pin"] = dataclasses.asdict(options.pin)
    return load
