"""`edgeconform check`."""

import sys
from pathlib import Path
from typing import Any, get_args

import click

from edgeconform.cli.check_arguments import CheckArguments
from edgeconform.cli.flags import flags_of
from edgeconform.cli.outputs import OutputCommand, output_options
from edgeconform.cli.setup_options import config_option, node_option, python_option, strict_option
from edgeconform.cli.shared_options import (
    SEED,
    event_options,
    include_body_option,
    selection_options,
)
from edgeconform.cli.values import (
    BULK,
    EVENT_TYPE,
    MEMORY,
    MILLISECONDS,
    REQUESTS,
    TIME_BOX,
    Number,
    OneOf,
    RuntimeName,
    WorkerCount,
)


def _engines() -> tuple[str, ...]:
    from edgeconform.engine.options import Engine

    return get_args(Engine)


@click.command("check", cls=OutputCommand)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--handler",
    "export",
    metavar="NAME",
    help="The name of the handler in its file; by default all that the source shows.",
)
@click.option(
    "--event",
    "event_types",
    multiple=True,
    type=EVENT_TYPE,
    help="The event type; may be repeated; by default read off the source.",
)
@include_body_option("if the source reads the body")
@event_options
@python_option
@node_option
@click.option(
    "--runtime", type=RuntimeName(), help="The Lambda runtime, such as python3.13 or nodejs22.x."
)
@click.option(
    "--memory",
    type=MEMORY,
    metavar="MB",
    help="The configured memory size.",
)
@click.option(
    "--timeout",
    type=Number(least=0.001, most=1_000, whole=False),
    metavar="S",
    help="The configured time limit, in seconds; by default that of the event type.",
)
@click.option(
    "--time-budget",
    type=MILLISECONDS,
    metavar="MS",
    help="Milliseconds that an invocation should take at most.",
)
@click.option("--allow-network/--no-allow-network", help="Whether the handler may use the network.")
@click.option(
    "--preload",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file to run before the handler is loaded, to stub clients.",
)
@click.option(
    "--engine",
    type=OneOf("engine", _engines, "ENGINE"),
    default="all",
    show_default=True,
    help="What searches after the boundary events: all, bulk or hypothesis.",
)
@click.option(
    "--bulk",
    type=BULK,
    default=2000,
    show_default=True,
    help="How many random events to try.",
)
@click.option(
    "--max-examples",
    type=Number(least=1, most=1_000_000),
    default=100,
    show_default=True,
    help="How many events Hypothesis may draw.",
)
@click.option(
    "--time-box",
    type=TIME_BOX,
    metavar="S",
    help="Seconds that a search and its comparisons of runs may take; 60 by default.",
)
@click.option(
    "--seed-events",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with recorded events (JSON), tried first and varied.",
)
@click.option(
    "--coverage/--no-coverage",
    "cover",
    default=None,
    help="Whether to tell which lines of the handler were reached (default: tell).",
)
@click.option("--seed", type=SEED, help="Repeats a search; the report names the seed.")
@selection_options
@strict_option
@click.option(
    "--workers",
    type=WorkerCount(),
    metavar="N|auto",
    help="How many runs are made at a time: a number, by default 1, or auto for one on each"
    " processor.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Known findings, which do not count; new ones do.",
)
@click.option("--baseline-update", is_flag=True, help="Write what is found now into the baseline.")
@config_option
@output_options("text, json, junit, sarif, github, gitlab, html or pytest")
@click.option(
    "--cost",
    type=REQUESTS,
    metavar="N",
    help="Reckon as well what Lambda@Edge would charge for N requests a month.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show events and results whole.")
@click.pass_context
def check_command(ctx: click.Context, /, files: tuple[Path, ...], **given: Any) -> int:
    """Try the handlers of FILEs on events that CloudFront can send, and judge their answers.

    Without FILE, all handlers of the configuration are tried. Failing events are saved under
    .edgeconform/failures, for edgeconform replay.
    """
    from edgeconform.cli.checking import check_files

    for parsed in ("formats", "outputs"):
        del given[parsed]
    flags = flags_of(ctx, given)
    arguments = CheckArguments(files=files, flags=flags, outputs=ctx.meta["outputs"], **given)
    return check_files(arguments, terminal=sys.stderr.isatty())
