"""`edgeconform deploy`."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from edgeconform.cli.outputs import FORMAT, OutputCommand
from edgeconform.cli.shared_options import limits_option
from edgeconform.cli.values import CheckName
from edgeconform.errors import UsageError


@click.command("deploy", cls=OutputCommand)
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@limits_option
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge runtimes as of this day; by default as of today.",
)
@click.option(
    "--enable", multiple=True, type=CheckName(), help="A check that is off by default; repeatable."
)
@click.option(
    "--disable", multiple=True, type=CheckName(), help="A check to leave out; repeatable."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=FORMAT,
    help="text, json, junit, sarif, github, gitlab or html; may be repeated.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the format named before it to FILE, not to the terminal.",
)
@click.pass_context
def deploy_command(
    ctx: click.Context, /, paths: tuple[Path, ...], today: datetime | None, **given: Any
) -> int:
    """Say what CloudFront and Lambda would refuse of how handlers are deployed.

    PATH is a template of CloudFormation or AWS SAM, a cdk.out, a serverless.yml, a folder of
    Terraform files, a plan as terraform show -json prints it, or a folder with one of them.
    """
    from edgeconform.cli.deploying import inspect_paths

    if not paths:
        raise UsageError("name a template or its folder, such as edgeconform deploy template.yaml")
    return inspect_paths(
        paths,
        limits=given["limits"],
        today=today.date() if today else date.today(),
        enable=given["enable"],
        disable=given["disable"],
        strict=given["strict"],
        outputs=ctx.meta["outputs"],
    )
