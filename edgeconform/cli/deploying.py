"""Inspect deployments and report."""

import sys
from pathlib import Path

import click

from edgeconform.checks import DeploymentConditions
from edgeconform.cli.outputs import Output, put_each, require_writable
from edgeconform.cli.terminal import colorful
from edgeconform.deployment import inspect, read
from edgeconform.errors import UsageError
from edgeconform.model.deployment_report import DeploymentReport
from edgeconform.reports.deployment import FORMATS, as_text, render
from edgeconform.reports.deployment.wording import summary


def inspect_paths(
    paths: tuple[Path, ...],
    conditions: DeploymentConditions,
    *,
    enable: tuple[str, ...],
    disable: tuple[str, ...],
    strict: bool,
    outputs: tuple[Output, ...],
) -> int:
    """Inspect all that `paths` hold, report, and return the exit status.

    Raises EdgeconformError for a path that holds no template, or one that cannot be read.
    """
    for output in outputs:
        if output.format not in FORMATS:
            raise UsageError(
                f"--format {output.format} is not for deployments; choose one of"
                f" {', '.join(FORMATS)}"
            )
    require_writable(outputs)
    deployments = [each for path in paths for each in read(path)]
    report = inspect(deployments, conditions, enable=enable, disable=disable)
    put_each(outputs, lambda output: _rendered(report, output))
    if all(output.path for output in outputs):
        click.echo(summary(report), err=True)
    return 1 if report.failed(strict=strict) else 0


def _rendered(report: DeploymentReport, output: Output) -> str:
    if output.format == "text" and output.path is None:
        return as_text.render(report, color=colorful(sys.stdout))
    return render(report, output.format)
