"""Run the whole line for a handler: search, minimise, report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from edgeconform import strategies
from edgeconform.checks import judge_exchange
from edgeconform.engine.collector import is_among, key_of
from edgeconform.engine.configured import as_configured
from edgeconform.engine.fingerprint import with_fingerprint
from edgeconform.engine.minimise import HANGS_OF_A_RUN, MOST_TRIALS, Trials, minimise, with_absence
from edgeconform.engine.missing_files import telling_of_root
from edgeconform.engine.options import Options, Target
from edgeconform.engine.relations import Laboratory, relate, unless_stopped
from edgeconform.engine.search import Search
from edgeconform.engine.session import Session
from edgeconform.engine.time_box import TimeBox
from edgeconform.model import EventType, Finding, Handler, Json, Language, Run
from edgeconform.model.handler import HandlerFunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: `done` events of `phase`, or findings where the phase is "minimise"."""

    target: Target
    phase: str
    done: int


Watch = Callable[[Progress], None]


def check(
    handler: Handler,
    event_types: tuple[EventType, ...],
    options: Options,
    *,
    detected: str = "flag",
    watch: Watch | None = None,
) -> Iterator[Run]:
    """Yield the run of `handler` at each of `event_types`.

    On KeyboardInterrupt the run that was under way is yielded with what it found, and then the
    interrupt is raised. Raises EdgeconformError where the set-up is wrong.
    """
    for event_type in event_types:
        target = Target(handler=handler, event_type=event_type, detected=detected)
        run, interrupted = _run(target, options, watch)
        yield run
        if interrupted:
            raise KeyboardInterrupt


def _run(target: Target, options: Options, watch: Watch | None) -> tuple[Run, bool]:
    started = monotonic()

    def step(phase: str, done: int) -> None:
        if watch is not None:
            watch(Progress(target=target, phase=phase, done=done))

    box = TimeBox(options.time_box)
    with Session(target, options) as session, Laboratory(session, box) as laboratory:
        base = strategies.base_event(target.event_type, options.event_options)
        search = Search(session, base, step, _ahead(session, laboratory), box)
        interrupted = False
        findings: tuple[Finding, ...] = ()
        try:
            search.run()
            findings = tuple(as_configured(_minimised(search, session, base), session))
            findings = _with_related(findings, search, session, laboratory, base)
        except KeyboardInterrupt:
            interrupted = True
            findings = findings or search.collector.findings()
            search.notes.append("interrupted: not all events were tried")
        runtime = session.runtime
        notes = tuple(_notes(search, session, box))
    return (
        Run(
            handler=target.handler,
            event_type=target.event_type,
            runtime=runtime,
            events=sum(search.tried.values()),
            seconds=monotonic() - started,
            findings=tuple(_finished(each, target.handler) for each in findings),
            detected=target.detected,
            tried=tuple(search.tried.items()),
            notes=notes,
            start_seconds=search.start,
            slowest_seconds=search.slowest,
            coverage=search.reached.coverage(),
            unloaded=search.unloaded,
        ),
        interrupted,
    )


def _finished(finding: Finding, handler: Handler) -> Finding:
    return with_fingerprint(telling_of_root(finding, handler), handler)


def _notes(search: Search, session: Session, box: TimeBox) -> Iterator[str]:
    yield from session.options.notes
    yield from search.notes
    yield from box.notes()
    yield from _left_out(search)
    yield from _on_name(session.target)
    yield from search.refusals.notes()
    yield from _on_interpreter(session)


def _on_name(target: Target) -> Iterator[str]:
    name = target.handler.path.name
    if name.count(".") > 1 and not isinstance(target.handler, HandlerFunction):
        yield f"Lambda loads no file with a dot before its suffix: give {name} another name"


def _on_interpreter(session: Session) -> Iterator[str]:
    runtime, version = session.runtime, session.version
    is_function = isinstance(session.target.handler, HandlerFunction)
    if is_function or runtime.version == version[: len(runtime.version)]:
        return
    name, option = {
        Language.PYTHON: ("Python", "--python"),
        Language.NODEJS: ("Node.js", "--node"),
    }[runtime.language]
    ran = f"{name} {'.'.join(map(str, version))}"
    yield f"there is no {runtime} here: {ran} ran the handler ({option} names another)"


def _minimised(search: Search, session: Session, base: Json) -> tuple[Finding, ...]:
    found = search.collector.findings()

    def valid_and_harmless(event: Json) -> bool:
        return session.is_valid(event) and not search.losses.avoids(event)

    smallest = []
    hangs = 0
    for done, finding in enumerate(found, start=1):
        search.step("minimise", done)
        key = key_of(finding)
        worth = search.trials_worth.get(key, MOST_TRIALS)
        ordinary = search.ordinary.get(key) if worth < MOST_TRIALS else None
        if ordinary or not worth or hangs >= HANGS_OF_A_RUN:
            smallest.append(ordinary or finding)
            continue
        hung = key in search.hung
        trials = Trials(session, worth, search.losses.limit_of_minimising, confirms=hung)
        wanted = session.is_valid if worth < MOST_TRIALS else valid_and_harmless
        small = minimise(finding, trials, base, wanted)
        smallest.append(with_absence(small, trials, base, wanted))
        hangs += trials.hangs
    return tuple(smallest)


def _compares(session: Session) -> bool:
    """Whether runs are compared: there are no fresh processes for a function at hand."""
    is_function = isinstance(session.target.handler, HandlerFunction)
    return not is_function and any(check.compare for check in session.selection)


def _ahead(session: Session, laboratory: Laboratory) -> Callable[[], None]:
    return laboratory.start if _compares(session) else lambda: None


def _with_related(
    findings: tuple[Finding, ...],
    search: Search,
    session: Session,
    laboratory: Laboratory,
    base: Json,
) -> tuple[Finding, ...]:
    """Add what comes of comparing runs; a search that was cut short leaves it out."""
    if search.over or search.losses.number or search.losses.cut_short or not _compares(session):
        return findings
    search.step("relations", 0)
    related = relate(session, laboratory, base, search.sample)
    search.tried["relations"] = laboratory.runs
    if state := {finding.place for finding in related if finding.code == "EC701"}:
        findings = tuple(
            each
            for each in findings
            if not (_may_be_left_over(each, state) and _is_gone(each, session, laboratory))
        )
    known = set(map(key_of, findings))
    new = tuple(finding for finding in related if key_of(finding) not in known)
    return tuple(sorted((*findings, *new), key=key_of))


def _may_be_left_over(finding: Finding, state: set[str]) -> bool:
    """Whether what is found may be but left of an earlier event, at a place in `state`."""
    if finding.code == "EC705":
        return True
    is_header = finding.code.startswith("EC3") and finding.place.startswith("headers.")
    keeps_headers = any(place.startswith("headers.") for place in state)
    return finding.place in state or (is_header and keeps_headers)


def _is_gone(finding: Finding, session: Session, laboratory: Laboratory) -> bool:
    """Whether the event of a finding does not lead to it in a process of its own."""

    def is_gone() -> bool:
        alone = judge_exchange(laboratory.alone(finding.event), session.selection)
        return not is_among(finding, alone)

    return unless_stopped(is_gone, otherwise=False)


def _left_out(search: Search) -> Iterator[str]:
    for code, count in search.collector.more.items():
        yield f"{code} was found at {count} more places, which are not listed"
