"""The report as JUnit XML: a suite for each run, a test case for each finding."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from edgeconform.model import Finding, Level, Report, Run
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.plain import plain
from edgeconform.reports.words import shown_path, title


def render(report: Report) -> str:
    """Return the document.

    Errors are failures. A warning is a test case that passes and says in `system-out` what is odd.
    A run that checked nothing is a test case with an error.
    """
    root = Element("testsuites", name="edgeconform")
    suites = [_suite(root, run) for run in report.runs]
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in suites)))
    root.set("time", f"{sum(run.seconds for run in report.runs):.3f}")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, run: Run) -> Element:
    errors = [finding for finding in run.findings if finding.level is Level.ERROR]
    suite = SubElement(
        root,
        "testsuite",
        name=plain(title(run)),
        tests=str(max(len(run.findings) + run.unchecked, 1)),
        failures=str(len(errors)),
        errors=str(int(run.unchecked)),
        skipped="0",
        time=f"{run.seconds:.3f}",
    )
    if run.unchecked:
        case = _case(suite, run, "is loaded")
        SubElement(case, "error", message=plain(run.unloaded), type="not checked")
    elif not run.findings:
        _case(suite, run, "conforms")
    for finding in run.findings:
        _finding(suite, run, finding)
    return suite


def _finding(suite: Element, run: Run, finding: Finding) -> None:
    case = _case(suite, run, f"{finding.code} {finding.check} ({plain(finding.place)})")
    if finding.level is Level.ERROR:
        part = SubElement(case, "failure", message=plain(finding.message), type=finding.code)
    else:
        part = SubElement(case, "system-out")
    part.text = _xml(finding_text(run, finding))


def _case(suite: Element, run: Run, name: str) -> Element:
    file = shown_path(run.handler.path)
    classname = f"{file}.{run.handler.export}.{run.event_type}"
    return SubElement(suite, "testcase", classname=plain(classname), name=name, file=plain(file))


def _xml(text: str) -> str:
    return "\n".join(plain(line) for line in text.split("\n"))
