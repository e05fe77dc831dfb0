"""A source file as both languages' readers hand it over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from edgeconform.handlers.facts import Fact

Kind = Literal["function", "class", "constant", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment or docstring, without its marks.

    It starts at `line` and ends at `end_line`; `alone` says that no code stands before it on its
    line.
    """

    line: int
    end_line: int
    text: str
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A named statement of a module, or a nameless one; its facts are read when asked for.

    `parameters` are those of a function, `None` where the value is something else, and
    `required` how many of them have no default. `decorated_from` is the first decorator's line.
    """

    name: str
    line: int
    end_line: int
    facts: Callable[[], tuple[Fact, ...]]
    decorated_from: int | None = None
    parameters: tuple[str, ...] | None = None
    required: int = 0
    kind: Kind = "unknown"

    @property
    def top_line(self) -> int:
        """Where the definition begins, its decorators included."""
        return self.line if self.decorated_from is None else self.decorated_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A name that comes from another module; `name` is empty where it is the module itself.

    `module` is what the source says: `./lib/cookies` or `..lib.cookies`.
    """

    module: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceModule:
    """What a reader saw in one file.

    `exports` are the names that a runtime could look up. `star_exports` are the modules whose
    exports are handed on whole. `broken` says that the file does not parse.
    """

    path: Path
    exports: Mapping[str, Definition] = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    imports: Mapping[str, Import] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    star_exports: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    first_code_line: int = 1
    broken: bool = False
