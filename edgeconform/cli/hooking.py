"""Check what a commit changes: plan, leave out what is known to be clean, run the rest."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from edgeconform import failures
from edgeconform.cache import Cache, key_of
from edgeconform.cli import baselines
from edgeconform.cli.changed import Choice, Chooser, sources_of
from edgeconform.cli.checking import report_on, status_of, workers_of
from edgeconform.cli.terminal import colorful, print_text, width
from edgeconform.config import Config, Layer, Plan
from edgeconform.model import Json, Report
from edgeconform.reports import as_text
from edgeconform.reports.words import summary
from edgeconform.settings import settings_of


def check_changed(
    waiting: Mapping[Path | None, str],
    flags: Mapping[str, Json],
    cache: Cache,
    *,
    named: Path | None,
    strict: bool | None,
) -> int:
    """Check the files in `waiting`, None standing for all that is configured; return the status.

    Each has the key under which `cache` keeps it if nothing is found. `flags` are settings that go
    over the configuration, `named` is the configuration to take. Raises EdgeconformError for
    whatever is wrong with files and configuration.
    """
    failures.require_writable(Path.cwd())
    layer = Layer(values={"engine": "bulk", **flags}, name=lambda key: f"--{key}")
    chooser = Chooser(named, layer)
    choices = {key: chooser.choose(file) for file, key in waiting.items()}
    configs = {choice.config.path: choice.config for choice in choices.values()}
    statuses = []
    for path, config in configs.items():
        its_own = {key: each for key, each in choices.items() if each.config.path == path}
        statuses.append(_check(its_own, config, cache, strict=strict))
    return max(statuses)


def _check(
    choices: Mapping[str, Choice], config: Config, cache: Cache, *, strict: bool | None
) -> int:
    """Run what the choices of one configuration come to, as far as it is not known to be clean."""
    seen = {key: cache.snapshot(choice.files) for key, choice in choices.items()}
    planned = {_key(plan): plan for choice in choices.values() for plan in choice.plans}
    shared = {path for path in (config.baseline,) if path is not None}
    files = {key: cache.snapshot(sources_of(plan) | shared) for key, plan in planned.items()}
    clean = {key for key in planned if cache.holds(key)}
    changed = [key for key in planned if key not in clean]
    status = 0
    if changed:
        report = _report(tuple(planned[key] for key in changed), config)
        found = _clean(changed, report)
        for key in found:
            cache.keep(key, files[key])
        clean |= found
        status = status_of(report, config.strict if strict is None else strict)
    for key, choice in choices.items():
        if clean.issuperset(map(_key, choice.plans)):
            cache.keep(key, seen[key])
    return status


def _report(planned: tuple[Plan, ...], config: Config) -> Report:
    """Run what is planned, show what was found, and return it."""
    baseline = baselines.given(config.baseline, update=False)
    report = report_on(
        planned,
        baseline,
        seed=config.seed or 0,
        workers=workers_of(config),
        terminal=False,
        thorough=False,
    )
    if report.findings or report.remarks or report.unchecked:
        shown = tuple(run for run in report.runs if run.findings or run.unchecked) or report.runs
        print_text(
            as_text.render(
                replace(report, runs=shown),
                color=colorful(sys.stdout),
                width=width(sys.stdout),
                options=False,
            )
        )
    else:
        click.echo(summary(report))
    return report


def _clean(keys: list[str], report: Report) -> set[str]:
    """Return the keys whose runs came to their end and found nothing at all."""
    if report.interrupted or report.remarks:
        return set()
    return {
        key
        for key, run in zip(keys, report.runs, strict=True)
        if not run.findings and not run.unchecked
    }


def _key(plan: Plan) -> str:
    target, options = plan.target, plan.options
    handler = target.handler
    named = (str(handler.path), handler.export, str(handler.root), target.event_type)
    search = (options.seed, options.engine, options.bulk, options.time_box)
    return key_of("run", named, search, settings_of(options))
