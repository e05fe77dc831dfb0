"""The report for people: findings by template, each with its line."""

from edgeconform.checks import find
from edgeconform.model import Level
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport, Inspection
from edgeconform.reports.deployment.wording import (
    headline,
    holdings,
    place_of,
    results_in,
    summary,
)
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import COLORS, Line, source_lines, written
from edgeconform.reports.words import tally


def render(report: DeploymentReport, *, color: bool = False) -> str:
    """Return the report as text, with ANSI styles if `color`."""
    lines: list[Line] = []
    for inspection in report.inspections:
        lines += _inspection(inspection)
    if codes := sorted({finding.code for finding in report.findings()}):
        rest = f" (or {', '.join(codes[1:])})" if codes[1:] else ""
        text = f"what it means and how to mend it: edgeconform explain {codes[0]}{rest}"
        lines.append([(text, "dim")])
    lines.append([(summary(report), "bold red" if codes else "bold green")])
    return written(lines, color=color)


def _inspection(inspection: Inspection) -> list[Line]:
    found = inspection.findings
    verdict = (tally(found), "bold red") if found else ("nothing to complain of", "bold green")
    deployment = inspection.deployment
    lines: list[Line] = [
        [(plain(headline(deployment)), "bold"), ("  ", ""), verdict],
        [(f"  {holdings(deployment)}", "dim")],
        *([("  note: ", "yellow"), (plain(note), "")] for note in deployment.notes),
    ]
    for finding in found:
        lines += [[], *finding_lines(finding)]
    return [*lines, []]


def finding_lines(finding: DeploymentFinding) -> list[Line]:
    """Return what a user is told of a finding."""
    place = place_of(finding)
    return [
        [
            (f"{finding.code} {finding.check}", f"bold {COLORS[finding.level]}"),
            (f"  {finding.level}, {results_in(finding)}", ""),
        ],
        [("  ", ""), (plain(finding.message), "")],
        *([("  AWS says: ", "dim"), (said, "")] for said in _said(finding)),
        [("  at:     ", "dim"), (plain(str(place)), "")],
        *source_lines(place),
    ]


def _said(finding: DeploymentFinding) -> tuple[str, ...]:
    """Return AWS's own message, which is for errors."""
    return find(finding.code).says[:1] if finding.level is Level.ERROR else ()
