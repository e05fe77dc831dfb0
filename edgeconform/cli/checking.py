"""Check handlers: find them, run the engine, save what fails, report."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from edgeconform import __version__, failures
from edgeconform.cli import baselines, outputs
from edgeconform.cli.baselines import Baseline
from edgeconform.cli.check_arguments import CheckArguments
from edgeconform.cli.progress import ProgressLine
from edgeconform.cli.terminal import INTERRUPTED
from edgeconform.config import Config, Plan, configs_for, idle_patterns, notes_on, plans
from edgeconform.engine import Job, available_processors, check_all, require_interpreter
from edgeconform.model import Report, Run
from edgeconform.reports.plain import plain
from edgeconform.reports.words import not_checked, summary
from edgeconform.settings import described
from edgeconform.suppressing import remarks, without_suppressed


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
    outputs.require_writable(arguments.outputs)
    if arguments.cost is not None:
        outputs.require_text(arguments.outputs, "--cost")
    failures.require_writable(Path.cwd())
    entries = configs_for(arguments.files, arguments.config, export=arguments.export)
    config, _ = entries[0]
    seed = _seed(arguments.seed, config.seed)
    planned = tuple(plans(entries, arguments.flags, export=arguments.export, seed=seed))
    notes = notes_on(arguments.files) if arguments.files else idle_patterns(config)
    for note in notes:
        click.echo(f"note: {plain(note)}", err=True)
    known = arguments.baseline or config.baseline
    baseline = baselines.given(known, update=arguments.baseline_update)
    workers = workers_of(config, arguments.workers)
    report = report_on(planned, baseline, seed=seed, workers=workers, terminal=terminal)
    outputs.put(report, arguments.outputs, verbose=arguments.verbose)
    if arguments.cost is not None and not report.interrupted:
        from edgeconform.cli.costing import Month, print_costs

        click.echo()
        print_costs(planned, Month(requests=arguments.cost, today=date.today()))
    if all(output.path for output in arguments.outputs):
        click.echo(summary(report), err=True)
    return status_of(report, config.strict if arguments.strict is None else arguments.strict)


def workers_of(config: Config, said: int | None = None) -> int:
    """Return how many runs to make at a time, if the command does not say."""
    if said is not None:
        return said
    return available_processors() if config.workers == "auto" else config.workers


def status_of(report: Report, strict: bool) -> int:
    """Tell of runs that checked nothing, and return the exit status."""
    for run in report.unchecked:
        click.echo(f"error: {plain(not_checked(run))}", err=True)
    if report.failed(strict=strict):
        return 1
    if report.unchecked:
        return 2
    return INTERRUPTED if report.interrupted else 0


def report_on(
    planned: tuple[Plan, ...],
    baseline: Baseline | None,
    *,
    seed: int,
    terminal: bool,
    workers: int = 1,
    thorough: bool = True,
) -> Report:
    """Run what is planned, save what fails, and return what is left after the baseline.

    A search that is not `thorough` does not tell what is fixed or needs no suppression any more.
    Raises RuntimeMissingError, before anything is run, where an interpreter is missing.
    """
    for plan in planned:
        require_interpreter(plan.target, plan.options)
    found = _run_all(planned, workers=workers, terminal=terminal)
    report = Report(
        version=__version__,
        seed=seed,
        limits=", ".join(dict.fromkeys(plan.options.limits.name for plan in planned)),
        runs=tuple(found.runs),
        interrupted=found.interrupted,
        remarks=remarks(found.runs, complete=thorough and not found.interrupted),
    )
    if baseline is not None:
        report = baseline.applied(report, thorough=thorough)
    _save(report)
    return report


def _seed(*said: int | None) -> int:
    """Return the first seed that is set, or one drawn by lot."""
    return next((seed for seed in said if seed is not None), secrets.randbelow(2**32))


def _run_all(planned: tuple[Plan, ...], *, workers: int, terminal: bool) -> Found:
    found = Found()
    jobs = tuple(Job(target=plan.target, options=plan.options) for plan in planned)
    with ProgressLine(jobs, shown=terminal) as progress:
        watch = progress.step if terminal else None
        try:
            for job, run in check_all(jobs, workers=workers, watch=watch):
                found.runs.append(without_suppressed(described(run, job.options)))
        except KeyboardInterrupt:
            found.interrupted = True
    return found


def _save(report: Report) -> None:
    try:
        for run in report.runs:
            failures.save(run, Path.cwd())
    except OSError as error:
        click.echo(f"warning: failing events could not be saved: {error.strerror}", err=True)
