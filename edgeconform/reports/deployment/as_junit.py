"""The report as JUnit XML: a suite for each deployment, a test case for each finding."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from edgeconform.model import Level
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport, Inspection
from edgeconform.reports.deployment.as_text import finding_lines
from edgeconform.reports.deployment.wording import headline, place_of
from edgeconform.reports.plain import plain
from edgeconform.reports.words import shown_path


def render(report: DeploymentReport) -> str:
    """Return the document; errors are failures, a warning is a test case that passes."""
    root = Element("testsuites", name="edgeconform deploy")
    for inspection in report.inspections:
        _suite(root, inspection)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, inspection: Inspection) -> None:
    findings = inspection.findings
    suite = SubElement(
        root,
        "testsuite",
        name=plain(headline(inspection.deployment)),
        tests=str(max(len(findings), 1)),
        failures=str(sum(finding.level is Level.ERROR for finding in findings)),
        errors="0",
        skipped="0",
    )
    path = plain(shown_path(inspection.deployment.path))
    if not findings:
        SubElement(suite, "testcase", classname=path, name="conforms")
    for finding in findings:
        _case(suite, path, finding)


def _case(suite: Element, path: str, finding: DeploymentFinding) -> None:
    name = f"{finding.code} {finding.check} ({plain(finding.place)})"
    file = plain(place_of(finding).file)
    case = SubElement(suite, "testcase", classname=path, name=name, file=file)
    if finding.level is Level.ERROR:
        part = SubElement(case, "failure", message=plain(finding.message), type=finding.code)
    else:
        part = SubElement(case, "system-out")
    part.text = "\n".join("".join(text for text, _ in line) for line in finding_lines(finding))
