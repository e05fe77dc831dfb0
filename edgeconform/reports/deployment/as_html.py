"""The report as one HTML page that needs nothing else."""

from html import escape

from edgeconform.model.deployment_report import DeploymentReport, Inspection
from edgeconform.reports.as_html import block, page
from edgeconform.reports.deployment.as_text import finding_lines
from edgeconform.reports.deployment.wording import headline, holdings, summary
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import unstyled
from edgeconform.reports.words import tally


def render(report: DeploymentReport) -> str:
    """Return the page."""
    name = f"edgeconform deploy: {tally(report.findings())}"
    return page(name, report.version, summary(report), map(_inspection, report.inspections))


def _inspection(inspection: Inspection) -> str:
    heading = escape(plain(headline(inspection.deployment)))
    about = escape(f"{tally(inspection.findings)}, {holdings(inspection.deployment)}")
    notes = "".join(f"<p>Note: {escape(plain(note))}</p>\n" for note in inspection.deployment.notes)
    findings = "".join(
        block(finding, unstyled(finding_lines(finding))) for finding in inspection.findings
    )
    return f"<h2>{heading} <small>{about}</small></h2>\n{notes}{findings}"
