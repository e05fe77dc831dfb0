"""The handlers of the benchmark, each with what its first line says of it."""

import argparse
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from edgeconform.engine import Options, Target
from edgeconform.handlers import discover
from edgeconform.model import EventType
from edgeconform.strategies import EventOptions

FOLDER: Final = Path(__file__).parent / "handlers"
CORRECT: Final = "correct"
GROUPS: Final = ("easy", "literal", "conditions", "invocations")
"""What it takes to see the defect: an odd event, a literal of the source, two conditions at once,
or two invocations."""

_HEAD = re.compile(
    r"(?:#|//) event: (?P<event>[a-z-]+)(?:, expect: (?P<code>EC\d{3}))?"
    r"(?:, options: (?P<options>.+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A handler at an event type, how it is set up, and the code it must yield; "" for none."""

    group: str
    name: str
    target: Target
    expected: str
    setup: argparse.Namespace

    def options(self, *, seed: int, guided: bool, **others: Any) -> Options:
        """Return the default options, and `others`, under the set-up of this handler."""
        return Options(
            **others,
            seed=seed,
            guided=guided,
            timeout=self.setup.timeout,
            event_options=EventOptions(
                include_body=self.setup.include_body,
                policy=self.setup.policy,
                headers=tuple(self.setup.header),
            ),
        )


def cases(*groups: str) -> tuple[Case, ...]:
    """Return the handlers of `groups`, in order."""
    return tuple(
        _read(path)
        for group in groups
        for path in sorted((FOLDER / group).iterdir())
        if path.suffix in (".py", ".js")
    )


def _read(path: Path) -> Case:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    head = _HEAD.fullmatch(first)
    if head is None:
        raise ValueError(f"{path}: the first line must say the event type: {first}")
    (handler,) = discover(path)
    event_type = EventType(head["event"])
    return Case(
        group=path.parent.name,
        name=path.name,
        target=Target(handler=handler, event_type=event_type, detected="flag"),
        expected=head["code"] or "",
        setup=_parser().parse_args(shlex.split(head["options"] or "")),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--timeout", type=float)
    parser.add_argument("--policy")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--include-body", action="store_true")
    return parser
