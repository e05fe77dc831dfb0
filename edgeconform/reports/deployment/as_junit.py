"""The report as JUnit XML: a suite for each deployment, a test case for each finding."""

from xml.etree.ElementTree import Element, SubElement

from edgeconform.model.deployment_report import DeploymentReport, Inspection
from edgeconform.reports.as_junit import document, suite_of, tell
from edgeconform.reports.deployment.as_text import finding_lines
from edgeconform.reports.deployment.wording import headline, place_of
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import unstyled
from edgeconform.reports.words import shown_path


def render(report: DeploymentReport) -> str:
    """Return the document; errors are failures, a warning is a test case that passes."""
    root = Element("testsuites", name="edgeconform deploy")
    for inspection in report.inspections:
        _suite(root, inspection)
    return document(root)


def _suite(root: Element, inspection: Inspection) -> None:
    findings = inspection.findings
    suite = suite_of(root, headline(inspection.deployment), findings)
    path = plain(shown_path(inspection.deployment.path))
    if not findings:
        SubElement(suite, "testcase", classname=path, name="conforms")
    for finding in findings:
        name = f"{finding.code} {finding.check} ({plain(finding.place)})"
        file = plain(place_of(finding).file)
        case = SubElement(suite, "testcase", classname=path, name=name, file=file)
        tell(case, finding, unstyled(finding_lines(finding)))
