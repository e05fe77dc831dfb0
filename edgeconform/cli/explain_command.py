"""`edgeconform explain`."""

import sys

import click

from edgeconform.cli.values import OneOf
from edgeconform.model import Language


@click.command("explain")
@click.argument("words", metavar='[CODE | SLUG | "ERROR MESSAGE"]', nargs=-1)
@click.option(
    "--language",
    type=OneOf("language", lambda: Language, "LANGUAGE"),
    default="python",
    show_default=True,
    help="The language of the examples.",
)
def explain_command(words: tuple[str, ...], language: str) -> int:
    """Tell what a check is about, why it matters and what a good handler looks like.

    Takes the code or slug of a check, or the text of an error message of CloudFront or Lambda.
    Without argument, lists all checks.
    """
    from edgeconform.cli.explaining import listing, pages
    from edgeconform.cli.terminal import colorful, print_text, width
    from edgeconform.reports.styled_lines import written

    asked = " ".join(words).strip()
    columns = width(sys.stdout)
    lines = pages(asked, language, width=columns) if asked else listing()
    print_text(written(lines, color=colorful(sys.stdout)))
    return 0
