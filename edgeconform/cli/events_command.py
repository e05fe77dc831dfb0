"""`edgeconform events`."""

import json
from typing import Any

import click

from edgeconform.cli.shared_options import (
    SEED,
    event_options,
    event_options_of,
    include_body_option,
)
from edgeconform.cli.terminal import print_text
from edgeconform.cli.values import EVENT_TYPE, Number
from edgeconform.model import EventType
from edgeconform.strategies import Generator


@click.command("events")
@click.argument("event_type", metavar="TYPE", type=EVENT_TYPE)
@click.option(
    "-n",
    "--number",
    type=Number(least=1, most=1_000_000),
    default=10,
    show_default=True,
    help="How many events.",
)
@click.option("--seed", type=SEED, default=0, show_default=True, help="Other seed, other events.")
@include_body_option("not")
@event_options
def events_command(event_type: str, number: int, seed: int, **given: Any) -> None:
    """Print events that CloudFront can send, one JSON object a line.

    TYPE is viewer-request, origin-request, origin-response or viewer-response.
    """
    generator = Generator(EventType(event_type), event_options_of(given), seed=seed)
    for _ in range(number):
        if not print_text(json.dumps(generator.event(), separators=(",", ":")) + "\n"):
            return
