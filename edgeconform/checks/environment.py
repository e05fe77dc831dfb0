"""EC801, EC802, EC804, EC805: what a handler does besides answering."""

from collections.abc import Iterable
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, Stage, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.observed import observed, place_of
from edgeconform.model import Level, NotLoaded, Observation, Raised


def _while(observation: Observation) -> str:
    return " while it is loaded" if observation.phase == "load" else ""


@check(
    "EC801",
    "network-access",
    Level.WARNING,
    sees="-",
    stage=Stage.OUTCOME,
    aws=(pages.CHOOSING, pages.QUOTAS),
)
def network_access(exchange: Exchange) -> Faults:
    """The handler opens a network connection.

    Lambda@Edge allows it, and every viewer then waits for a round trip from whichever region the
    function runs in, within the time limit of the event. At loading it makes each cold start
    slower. The kit blocks connections, so that a run means the same everywhere; an exception that
    only comes from the block is no finding. A handler that cannot be loaded without its connection
    is not checked at all: the exit status is 2.

    A table that fits into the package needs no connection. Where one is needed, set a time-out and
    an answer for when it passes, and run with `--allow-network`, or stub the client in a file given
    to `--preload`; then `--disable EC801`.
    """
    for seen in observed(exchange, "network"):
        yield Fault(
            message=f"the handler connects to {seen.subject}{_while(seen)}",
            place=place_of(seen, "network"),
            source=seen.place,
        )


@check(
    "EC802",
    "filesystem-write",
    Level.ERROR,
    sees="503",
    stage=Stage.OUTCOME,
    aws=(pages.LAMBDA_RESTRICTIONS, pages.LAMBDA_QUOTAS),
)
def filesystem_write(exchange: Exchange) -> Faults:
    """The handler writes outside /tmp, where Lambda's file system is read-only.

    The write fails on Lambda as it fails here, with `EROFS` or `OSError: Read-only file system`.
    Where the handler goes on regardless, it is a warning: the write is in vain, and nothing else is
    lost.

    Write under /tmp, and count on finding nothing there: each execution environment has its own.
    """
    for seen in observed(exchange, "write"):
        yield Fault(
            message=f"the handler writes to {seen.subject}{_while(seen)}",
            place=place_of(seen, "write") if seen.place else f"write {seen.subject}",
            level=None if _failed_of_it(exchange) else Level.WARNING,
            source=seen.place,
        )


def _failed_of_it(exchange: Exchange) -> bool:
    outcome = exchange.invocation.outcome
    return isinstance(outcome, Raised | NotLoaded) and outcome.blocked == "filesystem"


@check(
    "EC804",
    "completion-hygiene",
    Level.WARNING,
    sees="-",
    stage=Stage.OUTCOME,
    aws=(pages.NODEJS_HANDLER,),
)
def completion_hygiene(exchange: Exchange) -> Faults:
    """The handler completes twice, or leaves something running behind its answer.

    Of two completions the first counts, and which is first can change from run to run. What is left
    running (a timer, a socket) holds back the answer of a callback until it ends, or freezes with
    the execution environment and goes on during the next viewer's event.

    Choose one way to answer: return a promise, or call the callback once and return. Clear timers
    and close sockets before. `context.callbackWaitsForEmptyEventLoop = false` says that something
    is left open on purpose, and then that is no finding. Node.js only.
    """
    if not exchange.invocation.observations or any(observed(exchange, "network")):
        return  # what the block leaves behind is no fault of the handler's
    for seen in observed(exchange, "completion"):
        if message := _COMPLETIONS.get(seen.subject):
            yield Fault(
                message=message.format(detail=seen.detail),
                place=seen.subject if seen.subject == _BESIDE else place_of(seen, seen.subject),
                source=seen.place,
            )


_BESIDE: Final = "callback-beside-promise"
"""A handler that does it does it wherever it calls back: that is one finding."""


_COMPLETIONS: Final = {
    "second-completion": "the handler completes a second time; the second answer is dropped",
    _BESIDE: "the handler calls back and returns a promise too",
    "late-completion": "the handler completes an invocation that was over; the answer is dropped",
    "left-open": "the handler answers and leaves open: {detail}",
    "exception-after-answer": "the handler throws after it has answered: {detail}",
    "uncaught-exception": "something that the handler left running throws: {detail}",
    "unhandled-rejection": "a promise that the handler left behind rejects: {detail}",
    "process-exit": "something that the handler left running ends the process, {detail}",
}
"""What the worker saw; that no answer came at all is result-not-object."""


@check(
    "EC805",
    "header-never-delivered",
    Level.WARNING,
    sees="dead branch",
    stage=Stage.OUTCOME,
    aws=(pages.RESTRICTIONS, pages.CUSTOM_ORIGIN_BEHAVIOR, pages.CLOUDFRONT_HEADERS),
)
def header_never_delivered(exchange: Exchange) -> Faults:
    """The handler reads a header that is never delivered at this event.

    CloudFront shows no function the headers that functions may not add, such as X-Forwarded-Proto.
    Its own headers, such as CloudFront-Viewer-Country, it adds behind the viewer-request function:
    there only a viewer can have sent them, which makes them a lie. Towards the origin a policy
    decides: this looks only at the one that you name with `--policy`, and not at headers that you
    name with `--header`. A header that the handler sets itself may be looked at before.

    Use the event at which the header is there (origin-request for the country), or add it to the
    origin request policy.
    """
    for name in _headers_read(exchange):
        if name in exchange.headers:
            continue
        if name in exchange.limits.names("headers.disallowed"):
            yield Fault(message=f"the handler reads {name}, which no function sees", place=name)
        elif exchange.conditions.withheld(name):
            yield Fault(message=f"the handler reads {name}, {_reason(exchange)}", place=name)


def _reason(exchange: Exchange) -> str:
    if exchange.event_type.side == "viewer":
        return "which CloudFront adds only towards the origin"
    return "which the policy keeps back"


def _headers_read(exchange: Exchange) -> Iterable[str]:
    """Return the request headers that the handler asked for, where that was recorded."""
    return {
        str(path[-1]).lower(): None
        for path in exchange.invocation.reads
        if path[:-1] == _REQUEST_HEADERS
    }


_REQUEST_HEADERS: Final = ("Records", 0, "cf", "request", "headers")
