"""`edgeconform cost`."""

from datetime import date
from pathlib import Path

import click

from edgeconform.cli.shared_options import SEED
from edgeconform.cli.values import EVENT_TYPE, MEMORY, MILLISECONDS, REQUESTS, Day, Number
from edgeconform.errors import UsageError


@click.command("cost")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--requests",
    type=REQUESTS,
    required=True,
    metavar="N",
    help="Requests of viewers a month.",
)
@click.option(
    "--hit-ratio",
    type=Number(least=0, most=1, whole=False),
    default=0,
    metavar="0..1",
    help="The share of requests that the cache answers: origin events run for the others only.",
)
@click.option(
    "--duration",
    type=MILLISECONDS,
    metavar="MS",
    help="Milliseconds of an invocation; by default measured here and scaled to the memory.",
)
@click.option(
    "--memory",
    type=MEMORY,
    metavar="MB",
    help="The memory size; by default what the template or configuration says.",
)
@click.option("--event", "event_types", multiple=True, type=EVENT_TYPE, help="The event type.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Other seed, other events.")
@click.option(
    "--date",
    "today",
    type=Day(),
    help="Take the prices of this day; by default those of today.",
)
def cost_command(
    files: tuple[Path, ...],
    requests: int,
    hit_ratio: float,
    duration: float | None,
    memory: int | None,
    event_types: tuple[str, ...],
    seed: int,
    today: date | None,
) -> None:
    """Reckon what Lambda@Edge would charge for a month, and show how.

    FILE is a handler, or a template with several. Without FILE, give --duration.
    """
    from edgeconform.cli.costing import Month, cost_of_figures, cost_of_files

    if not files and duration is None:
        raise UsageError("name a handler's file to measure, or give --duration MS")
    month = Month(
        requests=requests,
        hit_ratio=hit_ratio,
        duration=duration,
        memory=memory,
        today=today or date.today(),
    )
    if files:
        cost_of_files(files, event_types, month, seed=seed)
    else:
        cost_of_figures(event_types, month)
