"""Run the bad and good handlers that the checks show, as a user would."""

import argparse
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import edgeconform.checks
from edgeconform.checks import Conditions, Selection, judge, select
from edgeconform.engine import Options, check
from edgeconform.engine.guidance import named
from edgeconform.handlers import literals
from edgeconform.model import EventType, Finding, Handler, Language, Runtime
from edgeconform.runtimes import WorkerOptions, open_worker
from edgeconform.schemas import limits
from edgeconform.strategies import EventOptions, Generator, corpus, withheld

FOLDER: Final = Path(edgeconform.checks.__file__).parent / "examples"
GENERATED: Final = 40
ENOUGH: Final = 2
"""How many invocations with findings of a bad handler are looked at: some take their time."""

_LANGUAGES: Final = {".py": Language.PYTHON, ".js": Language.NODEJS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A handler, and under which conditions it is shown."""

    handler: Handler
    event_type: EventType
    options: argparse.Namespace

    @property
    def conditions(self) -> Conditions:
        """Those that `edgeconform check` would make of the same options."""
        budget = self.options.time_budget
        return Conditions(
            limits=limits(self.options.limits),
            memory=self.options.memory,
            timeout=self.options.timeout,
            time_budget=None if budget is None else budget / 1000,
            include_body=self.options.include_body,
            named=named(literals(self.handler)),
            withheld=lambda name: withheld(name, self.event_type, self.event_options),
        )

    @property
    def event_options(self) -> EventOptions:
        """How the distribution behind the events is set up."""
        given = self.options
        return EventOptions(
            include_body=given.include_body, policy=given.policy, headers=tuple(given.header)
        )

    @property
    def selection(self) -> Selection:
        """All checks but those of level policy that are not asked for."""
        return select(enable=self.options.enable)


def read(path: Path) -> Example:
    """Read the comment lines at the head: `event: <type>`, then maybe `options: <flags>`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    event, options = _after(lines[0], "event"), _after(lines[1], "options")
    return Example(
        handler=Handler(
            path=path, export="handler", language=_LANGUAGES[path.suffix], root=path.parent
        ),
        event_type=EventType(event),
        options=_parser().parse_args(shlex.split(options)),
    )


def _after(line: str, word: str) -> str:
    _, found, text = line.partition(f" {word}: ")
    return text if found else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--timeout", type=float)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--time-budget", type=float)
    parser.add_argument("--limits", default="2026-10")
    parser.add_argument("--include-body", action="store_true")
    parser.add_argument("--policy")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--runtime", type=Runtime.parse)
    parser.add_argument("--enable", action="append", default=[])
    return parser


def run(example: Example) -> Iterator[tuple[Finding, ...]]:
    """Give what each invocation with findings comes to, on the corpus and some generated events."""
    conditions, selection = example.conditions, example.selection
    options = WorkerOptions(
        event_type=example.event_type,
        timeout=conditions.time_limit(example.event_type),
        memory_mb=conditions.memory_size(example.event_type),
        runtime=example.options.runtime,
        spare=False,
    )
    with open_worker(example.handler, options) as worker:
        events = _events(example.event_type, example.event_options)
        recorded = worker.run(events[:1], record_reads=True)
        for invocation in chain(worker.run(events), recorded):
            if found := judge(invocation, conditions, selection):
                yield found


def run_whole(example: Example) -> Iterator[tuple[Finding, ...]]:
    """Give all that a whole run finds, the comparisons of several invocations included."""
    options = Options(seed=1, bulk=GENERATED, engine="bulk", event_options=example.event_options)
    for done in check(example.handler, (example.event_type,), options):
        yield done.findings


@cache
def _events(event_type: EventType, options: EventOptions) -> tuple[dict[str, Any], ...]:
    drawn = islice(Generator(event_type, options, seed=1), GENERATED)
    return (*corpus(event_type, options), *drawn)
