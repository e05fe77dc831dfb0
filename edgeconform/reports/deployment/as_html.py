"""The report as one HTML page that needs nothing else."""

from html import escape

from edgeconform.model.deployment_report import DeploymentReport, Inspection
from edgeconform.reports.as_html import STYLE
from edgeconform.reports.deployment.as_text import finding_lines
from edgeconform.reports.deployment.wording import headline, holdings, summary
from edgeconform.reports.plain import plain
from edgeconform.reports.words import tally


def render(report: DeploymentReport) -> str:
    """Return the page."""
    parts = "".join(_inspection(each) for each in report.inspections)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>edgeconform deploy: {escape(tally(report.findings()))}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>edgeconform {escape(report.version)}</h1>\n"
        f"<p>{escape(summary(report))}</p>\n{parts}</body>\n</html>\n"
    )


def _inspection(inspection: Inspection) -> str:
    heading = escape(plain(headline(inspection.deployment)))
    about = escape(f"{tally(inspection.findings)}, {holdings(inspection.deployment)}")
    notes = "".join(f"<p>Note: {escape(plain(note))}</p>\n" for note in inspection.deployment.notes)
    findings = "".join(
        f'<pre class="{finding.level}" id="{escape(finding.fingerprint)}">'
        + escape("\n".join("".join(text for text, _ in line) for line in finding_lines(finding)))
        + "</pre>\n"
        for finding in inspection.findings
    )
    return f"<h2>{heading} <small>{about}</small></h2>\n{notes}{findings}"
