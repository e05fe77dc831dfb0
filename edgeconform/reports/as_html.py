"""The report as one HTML page that needs nothing else."""

from html import escape
from typing import Final

from edgeconform.model import Report, Run
from edgeconform.reports import exemptions
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.plain import plain
from edgeconform.reports.words import counted, notes_of, summary, tally, title

STYLE: Final = """
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
    runs = "".join(_run(run) for run in report.runs)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>edgeconform: {escape(tally(report.findings))}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>edgeconform {escape(report.version)}</h1>\n"
        f"<p>{escape(summary(report))}</p>\n{runs}</body>\n</html>\n"
    )


def _run(run: Run) -> str:
    heading = escape(plain(title(run)))
    about = f"{run.runtime}, {tally(run.findings)}, {counted(run.events, 'event')}"
    notes = "".join(f"<p>Note: {escape(plain(note))}</p>\n" for note in notes_of(run))
    notes += "".join(f"<p>{escape(plain(line))}</p>\n" for line in exemptions.of_run(run))
    findings = "".join(
        f'<pre class="{finding.level}" id="{escape(finding.fingerprint)}">'
        f"{escape(finding_text(run, finding))}</pre>\n"
        for finding in run.findings
    )
    return f"<h2>{heading} <small>{escape(about)}</small></h2>\n{notes}{findings}"
