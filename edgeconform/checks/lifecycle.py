"""EC101 to EC106: how an invocation ends."""

from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, Stage, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.sizes import MEGABYTE
from edgeconform.model import (
    Exited,
    Language,
    Level,
    NeverSettled,
    NotLoaded,
    OutOfMemory,
    Raised,
    SourcePlace,
    TimedOut,
)


def _at(source: SourcePlace | None, what: str) -> str:
    return what if source is None else f"{source} {what}"


def _said(error_type: str, message: str) -> str:
    """Return what an exception says, on one line."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    joined = "; ".join(lines).replace(":; ", ": ")
    return f"{error_type}: {joined}" if joined else error_type


@check(
    "EC101",
    "handler-load",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    says=(
        pages.EXECUTION,
        "Runtime.ImportModuleError: Unable to import module 'index': No module named 'requests'",
        "Runtime.ImportModuleError: Error: Cannot find module 'aws-sdk'",
        "Runtime.UserCodeSyntaxError: Syntax error in module 'index': invalid syntax",
        "Runtime.HandlerNotFound: Handler 'handler' missing on module 'index'",
        "Runtime.HandlerNotFound: index.handler is undefined or not exported",
    ),
    aws=(pages.UNAVAILABLE, pages.PYTHON_HANDLER, pages.NODEJS_HANDLER),
)
def handler_load(exchange: Exchange) -> Faults:
    """The handler file cannot be loaded.

    It has a syntax error, imports something that is not in the package, fails while its module is
    run, lacks the export that the handler setting names, or exports something that cannot be
    called. Lambda then has nothing to invoke, and every viewer gets an error page.

    The error types are those that Lambda logs, such as `Runtime.ImportModuleError`. An exception
    that only comes from the kit's blocking the network or the file system is not reported here.
    """
    match exchange.invocation.outcome:
        case NotLoaded(error_type=error_type, message=message, place=source, blocked=""):
            yield Fault(
                message=f"the handler cannot be loaded: {_said(error_type, message)}",
                place=_at(source, error_type),
                source=source,
            )


@check(
    "EC102",
    "handler-exception",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    rules=("py-exception",),
    says=(pages.EXECUTION,),
    aws=(pages.UNAVAILABLE, pages.TESTING),
)
def handler_exception(exchange: Exchange) -> Faults:
    """The handler raises, or rejects, on a valid event.

    The event is one that CloudFront can send: a header, cookie or query parameter that the handler
    counts on may be absent, empty, or come more than once, and a path may hold any bytes that a
    viewer cares to send. CloudFront answers with an error page that speaks of permissions.

    An exception that only comes from the kit's blocking the network or the file system is not
    reported here. Another one, raised when the handler went on after a connection was refused, is a
    warning: it may come for every viewer whenever that service is out of reach, and never else.
    """
    match exchange.invocation.outcome:
        case Raised(error_type=error_type, message=message, place=source, blocked=""):
            python = exchange.invocation.runtime.language is Language.PYTHON
            verb = "raises" if python else "throws or rejects with"
            refused = exchange.was_refused
            yield Fault(
                message=f"the handler {verb} {_said(error_type, message)}{_OFFLINE * refused}",
                place=_at(source, error_type),
                level=Level.WARNING if refused else None,
                source=source,
            )


_OFFLINE: Final = ", after a connection failed"


@check(
    "EC103",
    "handler-timeout",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    says=(
        pages.EXECUTION,
        "Task timed out after 5.00 seconds",
    ),
    aws=(pages.QUOTAS, pages.UNAVAILABLE),
)
def handler_timeout(exchange: Exchange) -> Faults:
    """The invocation runs past the time limit of its event type and is killed.

    Endless loops, regular expressions that backtrack on long paths, and calls to a service that
    does not answer are the usual causes. In Node.js a callback is held back until the event loop is
    empty, so a timer or an open socket turns an answer into a time-out. Nobody knows how long one
    would have taken that the kit refused the network: allow it with `--allow-network`, or stub it.
    """
    match exchange.invocation.outcome:
        case TimedOut(limit=limit, blocked=""):
            yield Fault(message=f"the invocation was stopped after {limit:g} s", place="invocation")


@check(
    "EC104",
    "handler-exit",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    says=(
        pages.EXECUTION,
        "Runtime.ExitError: Runtime exited with error: exit status 1",
    ),
    aws=(pages.UNAVAILABLE,),
)
def handler_exit(exchange: Exchange) -> Faults:
    """The handler ends its process, or crashes it, during an invocation.

    `sys.exit` and `process.exit` end the execution environment, not just the invocation: the viewer
    gets an error page, and the next event pays for a cold start. A crash of a native extension, or
    a stack overflow, does the same.
    """
    match exchange.invocation.outcome:
        case Exited(status=status, signal=signal, place=source, message=message):
            how = f"was killed by {signal}" if signal else f"ended with status {status}"
            yield Fault(
                message=message or f"the handler's process {how} during the invocation",
                place=_at(source, signal or "exit"),
                source=source,
            )


@check(
    "EC105",
    "handler-memory",
    Level.ERROR,
    sees="503",
    stage=Stage.OUTCOME,
    says=(
        pages.EXECUTION,
        "Runtime.ExitError: Runtime exited with error: signal: killed",
    ),
    aws=(pages.CHOOSING, pages.LAMBDA_MEMORY),
)
def handler_memory(exchange: Exchange) -> Faults:
    """Peak memory passes the configured memory size.

    Lambda kills the process. The figure is the most memory that the process ever held, runtime and
    loading of the module included, as Lambda counts it. Functions at viewer events get 128 MB and
    no more; at origin events that is the default, and `--memory` says otherwise.
    """
    allowed = exchange.memory_size
    peak = exchange.invocation.measurement.peak_memory / MEGABYTE
    if isinstance(exchange.invocation.outcome, OutOfMemory):
        message = f"the handler ran out of memory, of which it has {allowed} MB"
        yield Fault(message=message, place="memory")
    elif peak > allowed:
        message = f"the handler held more than the {allowed} MB of memory that it has"
        yield Fault(message=message, place="memory", measured=f"{peak:.0f} MB")


@check(
    "EC106",
    "handler-never-settles",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    says=(pages.EXECUTION,),
    aws=(pages.NODEJS_HANDLER, pages.UNAVAILABLE),
)
def handler_never_settles(exchange: Exchange) -> Faults:
    """The promise never settles: the event loop drains with no answer.

    An async handler awaits something that will never call back: a promise whose `resolve` is
    reached on some paths only, or an event that is never emitted. Lambda sees that nothing is left
    to run and reports that the process ended.

    A plain function whose callback is never called answers with null instead: that is
    result-not-object.
    """
    match exchange.invocation.outcome:
        case NeverSettled():
            message = "the event loop ran empty while the handler's promise was pending"
            yield Fault(message=message, place="promise")
