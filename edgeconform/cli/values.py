"""Types of arguments, each with the sentence that says what is wrong with one."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from click.shell_completion import CompletionItem

from edgeconform.errors import UsageError
from edgeconform.model import EventType, Runtime
from edgeconform.nearest import nearest

MOST_WORKERS: Final = 256

if TYPE_CHECKING:
    _ParamType = click.ParamType[Any]
else:  # generic only from click 8.5 on
    _ParamType = click.ParamType


class OneOf(_ParamType):
    """One of several names; `noun` says of what."""

    def __init__(self, noun: str, names: Callable[[], Iterable[str]], metavar: str) -> None:
        self.name = metavar
        self._noun = noun
        self._names = names

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value` as it is written in the list; case does not matter."""
        names = tuple(self._names())
        written = {name.lower(): name for name in names}
        if name := written.get(value.lower()):
            return name
        return self.fail(f"there is no {self._noun} {value!r}; {nearest(value, names)}", param, ctx)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the names that begin with what is typed."""
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


class Number(_ParamType):
    """A number in a range, `whole` or not."""

    def __init__(self, *, least: float, most: float, whole: bool = True) -> None:
        self.name = "N"
        self.least, self.most, self._whole = least, most, whole

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        try:
            number = int(value) if self._whole else float(value)
        except ValueError:
            self._refuse(value, param, ctx)
        if not self.least <= number <= self.most:
            self._refuse(value, param, ctx)
        return number

    def _refuse(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> NoReturn:
        kind = "a whole number" if self._whole else "a number"
        self.fail(f"{str(value)!r} is not {kind} from {self.least:,} to {self.most:,}", param, ctx)


class WorkerCount(_ParamType):
    """A number of processes; `auto` stands for that of the processors."""

    name = "N|auto"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number."""
        if value == "auto":
            from edgeconform.engine import available_processors

            return available_processors()
        number = int(value) if str(value).isdecimal() else 0
        if not 1 <= number <= MOST_WORKERS:
            self.fail(
                f"{str(value)!r} is neither auto nor a whole number from 1 to {MOST_WORKERS}",
                param,
                ctx,
            )
        return number


class Day(_ParamType):
    """A date, as ISO 8601 writes it."""

    name = "DATE"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{str(value)!r} is no date such as 2026-10-31", param, ctx)


class RuntimeName(_ParamType):
    """A Lambda runtime, such as `python3.13`."""

    name = "RUNTIME"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Runtime:
        """Return the runtime."""
        try:
            return Runtime.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class CheckName(_ParamType):
    """The code or slug of a check."""

    name = "CHECK"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code."""
        from edgeconform.checks import find

        try:
            return find(value).code
        except UsageError as error:
            self.fail(str(error), param, ctx)


EVENT_TYPE = OneOf("event type", lambda: tuple(EventType), "TYPE")
BULK: Final = Number(least=0, most=1_000_000)
TIME_BOX: Final = Number(least=0.001, most=1_000_000, whole=False)
MEMORY: Final = Number(least=1, most=1_000_000)
MILLISECONDS: Final = Number(least=0.001, most=1_000_000, whole=False)
REQUESTS: Final = Number(least=1, most=10**13)
