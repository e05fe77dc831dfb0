"""One finding as lines of text."""

from textwrap import wrap
from typing import Final

from edgeconform.checks import find
from edgeconform.model import Finding, Json, Run
from edgeconform.reports.as_pytest import IMPORT, test_source
from edgeconform.reports.essentials import essentials, header_values
from edgeconform.reports.places import Place, where
from edgeconform.reports.plain import compact, plain, shortened, whole
from edgeconform.reports.styled_lines import COLORS, Line, source_lines, unstyled
from edgeconform.reports.words import failure_path, viewer_gets

MOST_CALLERS: Final = 5
MOST_FIELDS: Final = 12
MOST_LOG_LINES: Final = 5

_ANY: Final = "*"
_OF_STATE: Final = "warm-state"

_FOUND: Final = {
    "raised": "",
    "named": "  (this line names it)",
    "defined": "  (the handler)",
    "file": "",
}


def finding_lines(
    run: Run,
    finding: Finding,
    *,
    verbose: bool = False,
    width: int | None = None,
    saved: bool = True,
) -> list[Line]:
    """Return what a user is told of a finding; `verbose` adds the whole event and result.

    `saved` says whether the finding was saved, so that it can be replayed.
    """
    lines: list[Line] = [
        [
            (f"{finding.code} {finding.check}", f"bold {COLORS[finding.level]}"),
            (f"  {finding.level}, {viewer_gets(finding)}", ""),
        ],
        *_prose("  ", plain(_said(finding)), width),
    ]
    for said in find(finding.code).says[:1]:
        lines += _prose("  AWS says: ", said, width)
    lines += _place(where(run, finding))
    lines += _whole_events(finding) if verbose else _event(finding)
    lines += _answer(finding, verbose=verbose)
    lines += _log(finding, verbose=verbose)
    if not saved:
        return lines
    lines.append(_labelled("replay", f"edgeconform replay {failure_path(finding).as_posix()}"))
    return [*lines, *_test(run, finding)] if verbose else lines


def finding_text(run: Run, finding: Finding, *, saved: bool = True) -> str:
    """Return the same lines as one plain text."""
    return unstyled(finding_lines(run, finding, saved=saved))


def _said(finding: Finding) -> str:
    return f"{finding.message} (here: {finding.measured})" if finding.measured else finding.message


def _prose(label: str, text: str, width: int | None) -> list[Line]:
    if width is None:
        return [[(label, "dim"), (text, "")]]
    room = max(width - len(label), 40)
    first, *rest = wrap(text, room, break_on_hyphens=False, break_long_words=False) or [""]
    return [[(label, "dim"), (first, "")], *([(" " * len(label) + line, "")] for line in rest)]


def _labelled(label: str, text: str = "") -> Line:
    return [(f"  {label + ':':<8}" if text else f"  {label}:", "dim"), (text, "")]


def _place(place: Place) -> list[Line]:
    at = _labelled("at", f"{plain(str(place))}{_FOUND[place.why]}")
    return [at, *source_lines(place), *_callers(place)]


def _callers(place: Place) -> list[Line]:
    callers = list(dict.fromkeys(map(_caller, place.callers)))
    hidden = len(callers) - MOST_CALLERS
    if hidden > 0:
        callers[MOST_CALLERS:] = [f"and {hidden} more"]
    return [_labelled("from", ", ".join(callers))] if callers else []


def _caller(place: Place) -> str:
    return plain(f"{place} in {place.function}" if place.function else str(place))


def _event(finding: Finding) -> list[Line]:
    found = essentials(finding.event, finding.event_type)
    emptied = found.absent if finding.absence_matters else {}
    values = {path: value for path, value in found.values.items() if path not in emptied}
    fields = [f"{plain(path)} = {compact(value)}" for path, value in values.items()]
    hidden = len(fields) - MOST_FIELDS
    if hidden > 0:
        fields = [*fields[:MOST_FIELDS], f"and {hidden} more (-v shows the whole event)"]
    fields += [_lacking(path, names, found.present[path]) for path, names in emptied.items()]
    ordinary = f"an ordinary {finding.event_type} event{found.of and f' {found.of}'}"
    after = _after(finding)
    if not fields:
        return [_labelled("event", f"{'' if found.of else 'any: '}{ordinary} does it{after}")]
    return [
        _labelled("event", f"{ordinary}{after}, but"),
        *([(f"    {field}", "")] for field in fields),
    ]


def _after(finding: Finding) -> str:
    """Say that others came before, where that is what the related events are."""
    number = len(finding.related_events)
    if finding.check != _OF_STATE or not number:
        return ""
    return ", after another (-v shows it)" if number == 1 else f", after {number} others"


def _lacking(path: str, absent: tuple[str, ...], present: tuple[str, ...]) -> str:
    if present and len(present) < len(absent):
        return f"{path} with only {', '.join(present)}"
    return f"{path} without {', '.join(absent)}"


def _whole_events(finding: Finding) -> list[Line]:
    lines = []
    for event in (finding.event, *finding.related_events):
        lines += [_labelled("event"), *_json(event)]
    return lines


def _answer(finding: Finding, *, verbose: bool) -> list[Line]:
    if finding.error:
        return []
    if verbose:
        return [_labelled("result"), *_json(finding.result)]
    return [_labelled("result", _essential_result(finding.result, finding.place))]


def _essential_result(result: Json, place: str) -> str:
    node = result
    path: list[str] = []
    names = [name for name in place.partition(" ")[0].split(".") if name != _ANY]
    if several := _in_several_cases(result, names):
        return f"headers = {compact(several, 240)}"
    for wanted in names:
        name = _key(node, wanted) if path == ["headers"] else wanted
        if not isinstance(node, dict) or name not in node:
            break
        node = node[name]
        path.append(name)
    if not path:
        return compact(result, 240)
    if path[0] == "headers" and len(path) > 1:
        node = header_values(node)
    rest = names[len(path) :]
    if rest:
        return f"{plain('.'.join(path))} without {plain('.'.join(rest))}"
    return f"{plain('.'.join(path))} = {compact(node, 240)}"


def _key(headers: Json, name: str) -> str:
    """Return how the header map writes a name; the name itself where it does not hold it."""
    keys = headers if isinstance(headers, dict) else {}
    return next((key for key in keys if key.lower() == name.lower()), name)


def _in_several_cases(result: Json, names: list[str]) -> dict[str, Json]:
    """Return the entries of the header that a place names; empty if its map has one key at most."""
    headers = result.get("headers") if isinstance(result, dict) else None
    if names[0] != "headers" or len(names) != 2 or not isinstance(headers, dict):
        return {}
    wanted = names[1].lower()
    found = {key: header_values(value) for key, value in headers.items() if key.lower() == wanted}
    return found if len(found) > 1 else {}


def _log(finding: Finding, *, verbose: bool) -> list[Line]:
    lines = finding.log.splitlines()
    first = 0 if verbose else max(0, len(lines) - MOST_LOG_LINES)
    words = f"(the last {len(lines) - first} of {len(lines)} lines)" if first else ""
    told = _line_of_place(finding, lines)
    if told is not None and told < first:
        first = told
        words = f"(from line {told + 1} of {len(lines)})"
    shown = lines[first:] if verbose else lines[first : first + MOST_LOG_LINES]
    if not shown:
        return []
    label = _labelled("log", words)
    return [label, *([(f"    {plain(shortened(line, 200))}", "dim")] for line in shown)]


def _line_of_place(finding: Finding, lines: list[str]) -> int | None:
    """Where the log holds what it should not: a place such as `log cookie` names the header."""
    kind, _, name = finding.place.partition(" ")
    if kind != "log":
        return None
    entries = finding.event["Records"][0]["cf"]["request"]["headers"].get(name, [])
    values = [entry["value"] for entry in entries]
    found = (i for i, line in enumerate(lines) if any(value in line for value in values))
    return next(found, None)


def _test(run: Run, finding: Finding) -> list[Line]:
    source = f"{IMPORT}\n\n{test_source(run, finding)}"
    return [_labelled("test"), *([(f"    {line}", "")] for line in source.splitlines())]


def _json(value: Json) -> list[Line]:
    return [[(f"    {line}", "")] for line in whole(value)]
