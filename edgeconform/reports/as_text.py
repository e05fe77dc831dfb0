"""The report for people: findings, each with its smallest event and how to see it again."""

from typing import Final

from edgeconform.model import Report, Run
from edgeconform.reports import exemptions
from edgeconform.reports.coverage_text import coverage_text
from edgeconform.reports.finding_text import finding_lines
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import Line, written
from edgeconform.reports.words import counted, notes_of, summary, tally, title

_PARTS: Final = {
    "corpus": "boundary",
    "probes": "probes",
    "seeds": "recorded",
    "bulk": "random",
    "hypothesis": "Hypothesis",
}


def render(
    report: Report,
    *,
    verbose: bool = False,
    color: bool = False,
    width: int | None = None,
    options: bool = True,
) -> str:
    """Return the report as text; `verbose` shows events and results whole.

    With `color` it carries ANSI styles. Prose is wrapped at `width` columns, if given; code and
    JSON never are. `options` says whether to tell which options of the command go further.
    """
    lines: list[Line] = []
    for run in report.runs:
        lines += _run(run, verbose=verbose, width=width)
    lines += _ending(report, options=options)
    return written(lines, color=color)


def _run(run: Run, *, verbose: bool, width: int | None) -> list[Line]:
    lines: list[Line] = [[(plain(title(run)), "bold"), (f" ({run.runtime})  ", ""), _verdict(run)]]
    if run.detected not in ("flag", "config"):
        lines.append(_dim(f"  event type read off the source: {plain(run.detected)}"))
    lines.append(_dim(f"  tried {_tried(run)} in {run.seconds:.1f} s"))
    if reached := coverage_text(run.coverage, run.handler.root):
        lines.append(_dim(f"  {plain(reached)}"))
    lines += [[("  note: ", "yellow"), (plain(note), "")] for note in notes_of(run)]
    lines += [_dim(f"  {plain(line)}") for line in exemptions.of_run(run)]
    for finding in run.findings:
        lines.append([])
        lines += finding_lines(run, finding, verbose=verbose, width=width)
    return [*lines, []]


def _verdict(run: Run) -> tuple[str, str]:
    if run.unchecked:
        found = f", {tally(run.findings)}" if run.findings else ""
        return (f"not checked{found}", "bold red")
    if not run.findings:
        return ("nothing new" if run.exempted else "conforms", "bold green")
    return (tally(run.findings), "bold red")


def _tried(run: Run) -> str:
    parts = [f"{_PARTS.get(part, part)} {number:,}" for part, number in run.tried if number]
    return counted(run.events, "event") + (f" ({', '.join(parts)})" if parts else "")


def _ending(report: Report, *, options: bool) -> list[Line]:
    lines: list[Line] = []
    if report.interrupted:
        lines.append([("interrupted: this is what was found until then", "bold yellow")])
    if codes := sorted({finding.code for finding in report.findings}):
        lines.append(_dim(f"what it means and how to mend it: edgeconform explain {codes[0]}"))
        if codes[1:]:
            lines[-1] = [*lines[-1], (f" (or {', '.join(codes[1:])})", "dim")]
        if options:
            lines.append(_dim("as tests to keep: --format pytest --output test_edge.py"))
    lines += [
        [("warning: ", "bold yellow"), (exemptions.remark_text(remark), "")]
        for remark in report.remarks
    ]
    if report.baseline is not None:
        lines += [[(plain(line), "")] for line in exemptions.of_baseline(report.baseline)]
    if options:
        lines.append(_dim(f"the same events again: --seed {report.seed}"))
    return [*lines, [(summary(report), "bold red" if report.findings else "bold green")]]


def _dim(text: str) -> Line:
    return [(text, "dim")]
