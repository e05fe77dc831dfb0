"""Run a plan as a test does: search, leave out what does not count, tell what is left."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from edgeconform import baseline, failures
from edgeconform.config import Config, Entry, Layer, Plan
from edgeconform.config.planning import configs_for, entry_plans, handler_plans
from edgeconform.engine import check
from edgeconform.model import Json, Run
from edgeconform.model.handler import HandlerFunction
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.words import not_checked, tally, title
from edgeconform.settings import described
from edgeconform.suppressing import without_suppressed
from edgeconform.testing import hypothesis_settings
from edgeconform.testing.functions import handler_function

Function = Callable[[Json, Json], Json]


def plans_of(
    handler: Path | Function, flags: Layer, *, export: str | None, seed: int | None
) -> Iterator[tuple[Config, Plan]]:
    """Yield the runs of a handler, each with the configuration that it is found in."""
    if not isinstance(handler, Path):
        yield from _function_plans(handler, flags, seed)
        return
    for config, entry in configs_for((handler,), None, export=export):
        found = _seed(config, seed)
        for plan in entry_plans(config, entry, with_profile(flags), export=export, seed=found):
            yield config, plan


def run_plan(config: Config, plan: Plan) -> Run:
    """Search, and return the run without findings that comments suppress or the baseline knows.

    Those that are left are saved, except of functions: replaying would miss their mocks.
    """
    target = plan.target
    [run] = check(target.handler, (target.event_type,), plan.options, detected=target.detected)
    run = without_suppressed(described(run, plan.options))
    if config.baseline is not None:
        known = baseline.read(config.baseline)
        (run,), _ = baseline.without_known((run,), config.baseline, known)
    if not isinstance(target.handler, HandlerFunction):
        failures.save(run, Path.cwd())
    return run


def fails(run: Run, *, strict: bool) -> bool:
    """Whether a test of this run fails."""
    return run.failed(strict=strict) or run.unchecked


def told(run: Run) -> str:
    """Return the findings as the command line prints them."""
    saved = not isinstance(run.handler, HandlerFunction)
    codes = ", ".join(dict.fromkeys(finding.code for finding in run.findings))
    named = f" ({codes})" if codes else ""
    head = f"{tally(run.findings)}{named}: {title(run)} ({run.runtime})"
    if run.unchecked:
        head = f"{not_checked(run)}\n{head}"
    texts = [finding_text(run, finding, saved=saved) for finding in run.findings]
    return "\n\n".join([head, *texts])


def with_profile(flags: Layer) -> Layer:
    """Return `flags` over what the loaded profile of Hypothesis says."""
    profile = hypothesis_settings.profile()
    return replace(flags, values={**profile, **flags.values}) if profile else flags


def _function_plans(
    function: Function, flags: Layer, seed: int | None
) -> Iterator[tuple[Config, Plan]]:
    handler = handler_function(function)
    [(config, _)] = configs_for((handler.path,), None)[:1]
    entry = Entry(path=handler.path)
    for plan in handler_plans(
        config, entry, handler, with_profile(flags), seed=_seed(config, seed)
    ):
        yield config, plan


def _seed(config: Config, said: int | None) -> int:
    return hypothesis_settings.seed(said, config.seed)
