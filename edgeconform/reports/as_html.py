"""The report as one HTML page that needs nothing else."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Final

from edgeconform.model import Finding, Report, Run
from edgeconform.reports import exemptions
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.plain import plain
from edgeconform.reports.words import counted, notes_of, summary, tally, title

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding

_STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
pre { background: #f4f4f4; padding: 1rem; overflow-x: auto; border-left: 4px solid #999; }
pre.error { border-color: #c0392b; } pre.warning { border-color: #d68910; }
pre.policy { border-color: #2874a6; } h2 small { color: #666; font-weight: normal; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #161616; }
  pre { background: #262626; } h2 small { color: #aaa; } }
"""


def render(report: Report) -> str:
    """Return the page."""
    name = f"edgeconform: {tally(report.findings)}"
    return page(name, report.version, summary(report), map(_run, report.runs))


def page(name: str, version: str, overview: str, parts: Iterable[str]) -> str:
    """Return a page of `parts`, which are HTML; all else is text."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(name)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>edgeconform {escape(version)}</h1>\n"
        f"<p>{escape(overview)}</p>\n{''.join(parts)}</body>\n</html>\n"
    )


def block(finding: "Finding | DeploymentFinding", text: str) -> str:
    """Return what is told of a finding as a block of its level's color."""
    return f'<pre class="{finding.level}" id="{escape(finding.fingerprint)}">{escape(text)}</pre>\n'


def _run(run: Run) -> str:
    heading = escape(plain(title(run)))
    about = f"{run.runtime}, {tally(run.findings)}, {counted(run.events, 'event')}"
    notes = "".join(f"<p>Note: {escape(plain(note))}</p>\n" for note in notes_of(run))
    notes += "".join(f"<p>{escape(plain(line))}</p>\n" for line in exemptions.of_run(run))
    findings = "".join(block(finding, finding_text(run, finding)) for finding in run.findings)
    return f"<h2>{heading} <small>{escape(about)}</small></h2>\n{notes}{findings}"
