"""Check handlers: find them, run the engine, save what fails, report."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from edgeconform import __version__, failures
from edgeconform.cli import outputs
from edgeconform.cli.check_arguments import CheckArguments
from edgeconform.cli.progress import ProgressLine
from edgeconform.cli.terminal import INTERRUPTED
from edgeconform.engine import Options, Target, check, require_interpreter
from edgeconform.errors import UsageError
from edgeconform.handlers import discover, event_types
from edgeconform.model import EventType, Handler, Report, Run
from edgeconform.reports.words import summary
from edgeconform.settings import described


@dataclass(slots=True)
class Found:
    """The runs so far, and whether the user stopped the command."""

    runs: list[Run] = field(default_factory=list)
    interrupted: bool = False


def check_files(arguments: CheckArguments, *, terminal: bool) -> int:
    """Check all handlers that `arguments` name, report, and return the exit status.

    Ctrl-C ends the search; what was found until then is reported. Raises EdgeconformError for
    whatever is wrong with the arguments, before anything is run.
    """
    seed = secrets.randbelow(2**32) if arguments.seed is None else arguments.seed
    outputs.require_writable(arguments.outputs)
    failures.require_writable(Path.cwd())
    plans = [
        (target, arguments.options(target.handler, target.event_type, seed))
        for target in _targets(arguments)
    ]
    for target, options in plans:
        require_interpreter(target, options)
    found = _run_all(plans, terminal=terminal)
    report = Report(
        version=__version__,
        seed=seed,
        limits=arguments.event_options.table.name,
        runs=tuple(found.runs),
        interrupted=found.interrupted,
    )
    _save(report)
    outputs.put(report, arguments.outputs, verbose=arguments.verbose)
    if all(output.path for output in arguments.outputs):
        click.echo(summary(report), err=True)
    if report.failed(strict=arguments.strict):
        return 1
    return INTERRUPTED if found.interrupted else 0


def _targets(arguments: CheckArguments) -> Iterator[Target]:
    for handler in _handlers(arguments):
        if arguments.event_types:
            types = tuple(EventType(name) for name in dict.fromkeys(arguments.event_types))
            reason = "flag"
        else:
            detected = event_types(handler)
            types, reason = detected.event_types, detected.reason
        for event_type in types:
            yield Target(handler=handler, event_type=event_type, detected=reason)


def _handlers(arguments: CheckArguments) -> tuple[Handler, ...]:
    found: dict[Handler, None] = {}
    if arguments.preload is not None and not arguments.preload.is_file():
        raise UsageError(f"--preload {arguments.preload} is no file")
    for file in arguments.files:
        found |= dict.fromkeys(discover(file, export=arguments.export))
    return tuple(found)


def _run_all(plans: list[tuple[Target, Options]], *, terminal: bool) -> Found:
    found = Found()
    with ProgressLine(len(plans), shown=terminal) as progress:
        try:
            for target, options in plans:
                progress.begin(target, options)
                runs = check(
                    target.handler,
                    (target.event_type,),
                    options,
                    detected=target.detected,
                    watch=progress.step,
                )
                for run in runs:
                    found.runs.append(described(run, options))
        except KeyboardInterrupt:
            found.interrupted = True
    return found


def _save(report: Report) -> None:
    try:
        for run in report.runs:
            failures.save(run, Path.cwd())
    except OSError as error:
        click.echo(f"warning: failing events could not be saved: {error.strerror}", err=True)
