"""Leave out findings that comments in the source suppress, and tell which comments are odd."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from edgeconform.checks import Check, Stage, find, select
from edgeconform.errors import UsageError
from edgeconform.handlers import Suppression, suppressions
from edgeconform.model import Finding, Handler, Run
from edgeconform.model.report import Exempted, Remark


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

    That is an unknown check, a missing reason, and, where the search was `complete`, a comment
    that left nothing out although its check was asked.
    """
    by_claim: dict[Claim, list[Run]] = {}
    for run in runs:
        for claim in _claims(run.handler):
            by_claim.setdefault(claim, []).append(run)
    found = {
        remark
        for claim, its_runs in by_claim.items()
        for remark in _odd(claim, its_runs if complete else ())
    }
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.message)))


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
