"""EC604, EC605 and EC607: time, and figures that come near a quota."""

from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, Stage, check
from edgeconform.checks.edits import value_at
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.quotas import replaced_body, response_bytes
from edgeconform.checks.sizes import MEGABYTE, header_bytes, length, sent_bytes
from edgeconform.model import Level

_NEAR: Final = 0.9
_HALF: Final = 0.5


@check(
    "EC604",
    "time-budget",
    Level.WARNING,
    sees="slow",
    stage=Stage.PAYLOAD,
    aws=(pages.QUOTAS,),
)
def time_budget(exchange: Exchange) -> Faults:
    """An invocation passes the time budget that the user set, or half of the limit.

    Every viewer waits for the function. `--time-budget` says how many milliseconds are fine; on a
    machine as fast as Lambda's, which yours need not be. Half of the time limit is too much in any
    case.
    """
    wall = exchange.invocation.measurement.wall
    budget = exchange.conditions.time_budget
    limit = exchange.time_limit
    if budget is not None and wall > budget:
        message = f"the invocation takes longer than the budget of {budget * 1000:g} ms"
        yield Fault(message=message, place="time budget", measured=f"{wall * 1000:.0f} ms")
    elif wall > limit * _HALF:
        message = f"the invocation takes more than half of the limit of {limit:g} s"
        yield Fault(message=message, place="time limit", measured=f"{wall:.1f} s")


@check(
    "EC605",
    "near-quota",
    Level.WARNING,
    sees="-",
    stage=Stage.PAYLOAD,
    aws=(pages.QUOTAS,),
)
def near_quota(exchange: Exchange) -> Faults:
    """A size, time or memory figure passes 90 % of its quota.

    It still passes, and the next longer path, cookie or page will not. Bytes are those of the UTF-8
    headers and body as sent. A figure counts only when the handler brought it there: what the event
    held before is left out.
    """
    yield from _near_resources(exchange)
    if not exchange.is_unedited and "EC203" not in exchange.violations:
        yield from _near_sizes(exchange)


@check(
    "EC607",
    "cpu-at-edge",
    Level.WARNING,
    sees="503 at the edge",
    stage=Stage.PAYLOAD,
    aws=(pages.LAMBDA_MEMORY, pages.QUOTAS),
)
def cpu_at_edge(exchange: Exchange) -> Faults:
    """CPU time, scaled to the share of a processor that the memory buys, passes the time limit.

    Lambda gives a function processor time in proportion to its memory, one whole processor at 1,769
    MB. With the 128 MB of a viewer event that is a fourteenth: what takes two seconds here may take
    half a minute at the edge, and is killed.
    """
    memory = exchange.memory_size
    share = min(1.0, memory / exchange.limits.figure("cpu.megabytes-per-vcpu"))
    needed = exchange.invocation.measurement.cpu / share
    limit = exchange.time_limit
    if needed > limit:
        yield Fault(
            message=f"processor time with {memory} MB of memory passes the limit of {limit:g} s",
            place="processor time",
            measured=f"{needed:.1f} s",
        )


def _near(name: str, used: float, quota: float, unit: str) -> Faults:
    if _is_near(used, quota):
        message = f"{name}: {used / quota:.0%} of the quota of {quota:,g} {unit}"
        yield Fault(message=message, place=name)


def _near_resources(exchange: Exchange) -> Faults:
    measured = exchange.invocation.measurement
    if _is_near(measured.wall, exchange.time_limit):
        yield _measured("time", measured.wall, exchange.time_limit, "s")
    if _is_near(megabytes := measured.peak_memory / MEGABYTE, exchange.memory_size):
        yield _measured("memory", megabytes, exchange.memory_size, "MB")


def _is_near(used: float, quota: float) -> bool:
    return _NEAR * quota < used <= quota


def _measured(name: str, used: float, quota: float, unit: str) -> Fault:
    message = f"{name}: more than {_NEAR:.0%} of the quota of {quota:,g} {unit}"
    return Fault(message=message, place=name, measured=f"{used:.3g} {unit}")


def _near_sizes(exchange: Exchange) -> Faults:
    if exchange.is_generated:
        yield from _near_response(exchange)
        return
    total = exchange.limits.figure("request.total")
    if exchange.touched_keys or "querystring" in exchange.edited_fields:
        yield from _near("headers added", exchange.added_bytes, total, "bytes")
    body = replaced_body(exchange) if "body" in exchange.edited_fields else None
    if body and body.size > length(value_at(exchange.given_request, ("body", "data"))):
        yield from _near("body.data", body.size, body.quota, "bytes")
    if exchange.kind == "response" and "body" in exchange.result:
        yield from _near_response(exchange)


def _near_response(exchange: Exchange) -> Faults:
    quota = exchange.limits.figure(f"response.generated.{exchange.event_type.side}")
    written = response_bytes(exchange)[1]
    framing = sent_bytes(exchange.headers) - header_bytes(exchange.headers)
    used = written if written > quota else min(quota, written + framing)
    yield from _near("size of the response", used, quota, "bytes")
