"""Leave out findings that comments in the source suppress, and tell which comments are odd."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from edgeconform.checks import Check, Stage, find, select
from edgeconform.errors import UsageError
from edgeconform.handlers import Suppression, suppressions, suppressions_by
from edgeconform.model import Finding, Handler, Run
from edgeconform.model.report import Exempted, Remark
from edgeconform.reports.places import where


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One name in a suppressing comment; `code` is empty where no check has that name."""

    name: str
    code: str
    suppression: Suppression
    path: Path


def without_suppressed(run: Run) -> Run:
    """Return `run` with the findings exempted that comments at its handler suppress."""
    if not run.findings:
        return run
    claims = {claim.code: claim for claim in reversed(tuple(_claims(run.handler)))}
    kept, exempted = [], []
    for finding in run.findings:
        claim = claims.get(finding.code)
        if claim is None:
            kept.append(finding)
        else:
            exempted.append(_exempted(finding, claim.suppression))
    return replace(run, findings=tuple(kept), exempted=(*run.exempted, *exempted))


def remarks(runs: Iterable[Run], *, complete: bool) -> tuple[Remark, ...]:
    """Return what is odd about the comments at the handlers of `runs`, by place.

    That is no check or an unknown one, a missing reason, a comment beside a finding where comments
    do not count, and, where the search was `complete`, a comment that left nothing out although
    its check was asked.
    """
    runs = tuple(runs)
    by_claim: dict[Claim, list[Run]] = {}
    for run in runs:
        for claim in _claims(run.handler):
            by_claim.setdefault(claim, []).append(run)
    found = {
        remark
        for claim, its_runs in by_claim.items()
        for remark in _odd(claim, its_runs if complete else ())
    }
    found.update(remark for run in runs for remark in (*_nameless(run.handler), *_misplaced(run)))
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.message)))


def _nameless(handler: Handler) -> Iterator[Remark]:
    for suppression in suppressions(handler):
        if not suppression.codes:
            yield _remark(
                suppression,
                handler.root,
                "this comment names no check, and suppresses nothing;"
                " name one, as in ignore[EC708] why",
            )


def _misplaced(run: Run) -> Iterator[Remark]:
    counting = suppressions(run.handler) if run.findings else ()
    for finding in run.findings:
        place = where(run, finding)
        if place.line is None:
            continue
        for suppression in suppressions_by(place.path, place.line, run.handler.root):
            if suppression not in counting and finding.code in map(_code, suppression.codes):
                yield _remark(
                    suppression,
                    run.handler.root,
                    "this comment suppresses nothing here; put it on the line of the handler's"
                    " definition, or above all code of the file",
                )


def _remark(suppression: Suppression, root: Path, message: str) -> Remark:
    place = suppression.place
    return Remark(message=message, path=root / place.file, line=place.line)


def _claims(handler: Handler) -> Iterator[Claim]:
    for suppression in suppressions(handler):
        path = handler.root / suppression.place.file
        for name in suppression.codes:
            yield Claim(name=name, code=_code(name), suppression=suppression, path=path)


def _code(name: str) -> str:
    try:
        return find(name).code
    except UsageError:
        return ""


def _exempted(finding: Finding, suppression: Suppression) -> Exempted:
    return Exempted(
        finding=finding,
        by="suppression",
        reason=suppression.reason,
        place=suppression.place,
    )


def _odd(claim: Claim, runs: Iterable[Run]) -> Iterator[Remark]:
    def remark(message: str) -> Remark:
        return Remark(message=message, path=claim.path, line=claim.suppression.place.line)

    if not claim.suppression.reason:
        yield remark("this comment suppresses findings without a reason; write it behind the ]")
    if not claim.code:
        try:
            find(claim.name)
        except UsageError as error:
            yield remark(f"this comment suppresses nothing: {error}")
        return
    check = find(claim.code)
    if check.stage is Stage.DEPLOYMENT:
        yield remark(f"this comment suppresses nothing: {check.code} is found in templates")
        return
    asked = [run for run in runs if _is_asked(check, run)]
    if asked and not any(_is_used(claim, run) for run in asked):
        types = " and ".join(dict.fromkeys(run.event_type for run in asked))
        yield remark(f"this comment is not needed: no {claim.code} was found at {types}")


def _is_asked(check: Check, run: Run) -> bool:
    """Whether all that `check` complains of would have been found."""
    enable, disable = (tuple(run.settings.get(key, ())) for key in ("enable", "disable"))
    selected = check in select(enable=enable, disable=disable)
    return selected and run.event_type in check.events and not run.unloaded


def _is_used(claim: Claim, run: Run) -> bool:
    return any(
        each.finding.code == claim.code and each.place == claim.suppression.place
        for each in run.exempted
    )
