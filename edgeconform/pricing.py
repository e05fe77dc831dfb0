"""What Lambda@Edge charges for a month, and how that is reckoned."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from edgeconform.schemas import Prices

MEGABYTES_PER_GIGABYTE: Final = 1024
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A month of a function: how often it runs, `duration` in ms each time, `memory` in MB."""

    invocations: int
    duration: float
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """US dollars a month; `billed` is the duration in ms, rounded up to the billing step."""

    requests: float
    compute: float
    billed: int

    @property
    def total(self) -> float:
        """Both parts together."""
        return self.requests + self.compute


def charge(use: Use, prices: Prices) -> Charge:
    """Return what a month costs; starts of the function, and taxes, are left out.

    Source of the rounding:
    https://aws.amazon.com/about-aws/whats-new/2021/03/cloudfront-lambda-at-edge-billing-granularity/
    """
    billed = max(1, ceil(use.duration / prices.step)) * prices.step
    counted = max(0, use.invocations - prices.free_requests)
    gigabytes = use.memory / MEGABYTES_PER_GIGABYTE
    return Charge(
        requests=counted * prices.million_requests / _MILLION,
        compute=use.invocations * billed / 1000 * gigabytes * prices.gb_second,
        billed=billed,
    )


def at_the_edge(cpu: float, wall: float, memory: int, megabytes_per_vcpu: int) -> float:
    """Return how long an invocation takes with `memory` MB, in ms, from seconds measured here.

    Lambda gives processor time in proportion to memory; waiting takes as long as it takes. A
    processor of Lambda's is taken to be as fast as the one here.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    """
    share = min(1.0, memory / megabytes_per_vcpu)
    return (cpu / share + max(0.0, wall - cpu)) * 1000
