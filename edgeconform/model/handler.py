"""A handler: the function that Lambda runs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edgeconform.model.outcome import Json
from edgeconform.model.runtime import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """A function in a file.

    `path` is the source file, `export` the name under which the module exports the function
    (dotted for a member of an object), `root` the folder that Lambda would unpack as the package:
    modules are looked up from there, and places are shown relative to it.
    """

    path: Path
    export: str
    language: Language
    root: Path

    @property
    def name(self) -> str:
        """The handler setting as Lambda takes it, such as `src/redirect.handler`."""
        return f"{self.path.relative_to(self.root).with_suffix('').as_posix()}.{self.export}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerFunction(Handler):
    """A handler that is at hand as a function, and runs in the process that has it."""

    function: Callable[[Json, Json], Json]
