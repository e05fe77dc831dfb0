"""The report as JUnit XML: a suite for each run, a test case for each finding."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from edgeconform.model import Finding, Level, Report, Run
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.plain import plain
from edgeconform.reports.words import shown_path, title

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding


def render(report: Report) -> str:
    """Return the document.

    Errors are failures. A warning is a test case that passes and says in `system-out` what is odd.
    A run that checked nothing is a test case with an error.
    """
    root = Element("testsuites", name="edgeconform")
    for run in report.runs:
        _suite(root, run)
    root.set("time", f"{sum(run.seconds for run in report.runs):.3f}")
    return document(root)


def document(root: Element) -> str:
    """Return the text of the document, with the totals of its suites."""
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, run: Run) -> None:
    suite = suite_of(root, title(run), run.findings)
    suite.set("time", f"{run.seconds:.3f}")
    if run.unchecked:
        suite.set("tests", str(len(run.findings) + 1))
        suite.set("errors", "1")
        case = _case(suite, run, "is loaded")
        SubElement(case, "error", message=plain(run.unloaded), type="not checked")
    elif not run.findings:
        _case(suite, run, "conforms")
    for finding in run.findings:
        case = _case(suite, run, f"{finding.code} {finding.check} ({plain(finding.place)})")
        tell(case, finding, finding_text(run, finding))


def suite_of(
    root: Element, name: str, findings: "Sequence[Finding | DeploymentFinding]"
) -> Element:
    """Add a suite of a test case for each finding, or one if there are none."""
    errors = sum(finding.level is Level.ERROR for finding in findings)
    return SubElement(
        root,
        "testsuite",
        name=plain(name),
        tests=str(max(len(findings), 1)),
        failures=str(errors),
        errors="0",
        skipped="0",
    )


def tell(case: Element, finding: "Finding | DeploymentFinding", text: str) -> None:
    """Put into a test case what was found."""
    if finding.level is Level.ERROR:
        part = SubElement(case, "failure", message=plain(finding.message), type=finding.code)
    else:
        part = SubElement(case, "system-out")
    part.text = "\n".join(plain(line) for line in text.split("\n"))


def _case(suite: Element, run: Run, name: str) -> Element:
    file = shown_path(run.handler.path)
    classname = f"{file}.{run.handler.export}.{run.event_type}"
    return SubElement(suite, "testcase", classname=plain(classname), name=name, file=plain(file))
