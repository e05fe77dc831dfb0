"""Reports: each format is a function of a `Report`, in a module of its own."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from edgeconform.model import Report

FORMATS: Final = {
    "text": "txt",
    "json": "json",
    "junit": "xml",
    "sarif": "sarif",
    "github": "log",
    "gitlab": "gitlab.json",
    "html": "html",
    "pytest": "py",
}
"""The formats, each with the suffix that files of it have."""


def render(report: "Report", name: str) -> str:
    """Return `report` in the format `name`; KeyError if there is none of that name."""
    if name not in FORMATS:
        raise KeyError(name)
    rendered: str = import_module(f"edgeconform.reports.as_{name}").render(report)
    return rendered


__all__ = ["FORMATS", "render"]
