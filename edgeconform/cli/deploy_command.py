"""`edgeconform deploy`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from edgeconform.cli.outputs import OutputCommand, output_options
from edgeconform.cli.shared_options import limits_option, selection_options
from edgeconform.cli.values import Day
from edgeconform.errors import UsageError


@click.command("deploy", cls=OutputCommand)
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@limits_option
@click.option(
    "--date",
    "today",
    type=Day(),
    help="Judge runtimes as of this day; by default as of today.",
)
@selection_options
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@output_options("text, json, junit, sarif, github, gitlab or html")
@click.pass_context
def deploy_command(
    ctx: click.Context, /, paths: tuple[Path, ...], today: date | None, **given: Any
) -> int:
    """Say what CloudFront and Lambda would refuse of how handlers are deployed.

    PATH is a template of CloudFormation or AWS SAM, a cdk.out, a serverless.yml, a folder of
    Terraform files, a plan as terraform show -json prints it, or a folder with one of them.
    """
    from edgeconform.checks import DeploymentConditions
    from edgeconform.cli.deploying import inspect_paths
    from edgeconform.schemas import limits

    if not paths:
        raise UsageError("name a template or its folder, such as edgeconform deploy template.yaml")
    day = today or date.today()
    return inspect_paths(
        paths,
        DeploymentConditions(today=day, limits=limits(given["limits"])),
        enable=given["enable"],
        disable=given["disable"],
        strict=given["strict"],
        outputs=ctx.meta["outputs"],
    )
