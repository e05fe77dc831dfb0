"""Reports on deployments: each format is a function of a `DeploymentReport`."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentReport

FORMATS: Final = ("text", "json", "junit", "sarif", "github", "gitlab", "html")


def render(report: "DeploymentReport", name: str) -> str:
    """Return `report` in the format `name`; KeyError if there is none of that name."""
    if name not in FORMATS:
        raise KeyError(name)
    module = import_module(f"edgeconform.reports.deployment.as_{name}")
    rendered: str = module.render(report)
    return rendered


__all__ = ["FORMATS", "render"]
