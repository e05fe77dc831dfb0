"""Lambda runtimes, by the identifiers that Lambda gives them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_IDENTIFIER = re.compile(r"(?:python(?P<major>3)\.(?P<minor>\d{1,2})|nodejs(?P<node>\d{2})\.x)")


class Language(StrEnum):
    """The language of a handler."""

    PYTHON = "python"
    NODEJS = "nodejs"


@dataclass(frozen=True, slots=True, order=True)
class Runtime:
    """A Lambda runtime; `version` is `(3, 13)` for python3.13 and `(22,)` for nodejs22.x."""

    language: Language
    version: tuple[int, ...]

    @classmethod
    def parse(cls, identifier: str) -> Self:
        """Read an identifier such as `python3.13` or `nodejs22.x`.

        Raises ValueError if it has another form.
        """
        found = _IDENTIFIER.fullmatch(identifier)
        if found is None:
            raise ValueError(
                f"{identifier!r} is no Lambda runtime such as python3.13 or nodejs22.x"
            )
        if found["node"]:
            return cls(Language.NODEJS, (int(found["node"]),))
        return cls(Language.PYTHON, (int(found["major"]), int(found["minor"])))

    def __str__(self) -> str:
        if self.language is Language.NODEJS:
            return f"nodejs{self.version[0]}.x"
        return "python" + ".".join(map(str, self.version[:2]))
