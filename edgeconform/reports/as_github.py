"""The report as workflow commands: GitHub shows them at the lines of a pull request."""

from typing import TYPE_CHECKING, Final

from edgeconform.model import Finding, Level, Report, Run
from edgeconform.model.report import Remark
from edgeconform.reports.places import Place, where
from edgeconform.reports.plain import plain
from edgeconform.reports.words import (
    failure_path,
    not_checked,
    shown_path,
    title,
    viewer_gets,
)

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding

COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.POLICY: "notice"}


def render(report: Report) -> str:
    """Return one command a line, for each finding, each run that checked nothing and each remark.

    Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    found = "".join(_command(run, finding) for run in report.runs for finding in run.findings)
    found += "".join(map(_not_checked, report.unchecked))
    return found + "".join(map(_warning, report.remarks))


def _not_checked(run: Run) -> str:
    file = property_of(shown_path(run.handler.path))
    return f"::error file={file}::{data_of(plain(not_checked(run)))}\n"


def _warning(remark: Remark) -> str:
    file = property_of(shown_path(remark.path))
    return f"::warning file={file},line={remark.line}::{data_of(plain(remark.message))}\n"


def _command(run: Run, finding: Finding) -> str:
    message = (
        f"{plain(title(run))}: {plain(finding.message)} ({viewer_gets(finding)})\n"
        f"edgeconform replay {failure_path(finding).as_posix()}"
    )
    return command(finding, where(run, finding), message)


def command(finding: "Finding | DeploymentFinding", place: Place, message: str) -> str:
    """Return the command that shows `message` at `place`."""
    properties = {"file": place.file}
    if place.line is not None:
        properties["line"] = str(place.line)
    properties["title"] = f"{finding.code} {finding.check}"
    written = ",".join(f"{key}={property_of(value)}" for key, value in properties.items())
    return f"::{COMMANDS[finding.level]} {written}::{data_of(message)}\n"


def data_of(text: str) -> str:
    """Return a message as a command carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_of(text: str) -> str:
    """Return the value of a property as a command carries it; nothing in it steers a terminal."""
    return data_of(plain(text)).replace(":", "%3A").replace(",", "%2C")
