"""Inspect a template as of a fixed day."""

from datetime import date
from pathlib import Path

from edgeconform.checks import DeploymentConditions
from edgeconform.deployment import inspect, read
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport
from edgeconform.schemas import NEWEST, limits

TODAY = date(2026, 6, 1)


def report(*paths: Path, table: str = NEWEST, today: date = TODAY) -> DeploymentReport:
    deployments = [each for path in paths for each in read(path)]
    return inspect(deployments, DeploymentConditions(today=today, limits=limits(table)))


def findings(path: Path, *, table: str = NEWEST, today: date = TODAY) -> list[DeploymentFinding]:
    return list(report(path, table=table, today=today).findings())


def codes(path: Path, *, table: str = NEWEST, today: date = TODAY) -> list[str]:
    return sorted(finding.code for finding in findings(path, table=table, today=today))
