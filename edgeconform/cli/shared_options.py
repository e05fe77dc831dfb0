"""Options that several commands take: how the distribution behind the events is set up."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

import click

from edgeconform.cli.values import CheckName, Number, OneOf
from edgeconform.schemas import NEWEST, tables
from edgeconform.strategies import EventOptions
from edgeconform.strategies.options import METHODS, POLICIES, OriginKind

Function = TypeVar("Function", bound=Callable[..., Any])

SEED = Number(least=0, most=2**32 - 1)
LIMITS = OneOf("table of limits", tables, "TABLE")

limits_option = click.option(
    "--limits",
    type=LIMITS,
    default=NEWEST,
    show_default=True,
    help=f"The dated table of CloudFront's figures: {', '.join(tables())}.",
)

_SELECTION = (
    click.option(
        "--enable",
        multiple=True,
        type=CheckName(),
        help="A check that is off by default; repeatable.",
    ),
    click.option(
        "--disable", multiple=True, type=CheckName(), help="A check to leave out; repeatable."
    ),
)
_EVENT_OPTIONS = (
    click.option(
        "--policy",
        type=OneOf("policy", lambda: POLICIES, "POLICY"),
        help=f"What the cache behavior forwards: {', '.join(POLICIES)}; varied by default.",
    ),
    click.option(
        "--origin",
        type=OneOf("kind of origin", lambda: get_args(OriginKind), "KIND"),
        help="The kind of the origin: s3 or custom; varied by default.",
    ),
    click.option(
        "--method",
        "methods",
        multiple=True,
        type=OneOf("method", lambda: METHODS, "METHOD"),
        help="A method that the behavior allows; may be repeated; all by default.",
    ),
    click.option(
        "--header",
        "headers",
        multiple=True,
        metavar="NAME",
        help="A header that a policy delivers, such as CloudFront-Viewer-Country; may be repeated.",
    ),
    limits_option,
)


def include_body_option(otherwise: str) -> Callable[[Function], Function]:
    """Add `--include-body`; the page tells what counts `otherwise`."""
    return click.option(
        "--include-body/--no-include-body",
        default=None,
        help=f"Whether the association has Include Body; by default {otherwise}.",
    )


def event_options(function: Function) -> Function:
    """Add the options that `event_options_of` reads, beside that of Include Body."""
    return _with(_EVENT_OPTIONS, function)


def selection_options(function: Function) -> Function:
    """Add the options that choose checks."""
    return _with(_SELECTION, function)


def _with(options: Sequence[Callable[[Function], Function]], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def event_options_of(given: dict[str, Any]) -> EventOptions:
    """Take the options of `event_options` out of `given`; UsageError for what cannot be."""
    return EventOptions(
        include_body=bool(given.pop("include_body")),
        policy=given.pop("policy"),
        origin=given.pop("origin"),
        methods=given.pop("methods") or None,
        headers=given.pop("headers"),
        limits=given.pop("limits"),
    )
