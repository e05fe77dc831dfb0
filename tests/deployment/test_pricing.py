"""What a month costs, by hand and by the kit."""

from datetime import date

import pytest

from edgeconform.pricing import Use, at_the_edge, charge
from edgeconform.schemas import prices

NOW = prices("lambda-edge", date(2026, 11, 23))
BEFORE = prices("lambda-edge", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("duration", "billed"), [(0, 1), (0.4, 1), (1, 1), (1.1, 2), (49.5, 50), (50.5, 51)]
)
def test_a_duration_is_rounded_up_to_a_millisecond(duration: float, billed: int) -> None:
    assert charge(Use(invocations=1, duration=duration, memory=128), NOW).billed == billed


@pytest.mark.parametrize(("duration", "billed"), [(1, 50), (50, 50), (51, 100)])
def test_before_april_2021_to_fifty(duration: float, billed: int) -> None:
    assert charge(Use(invocations=1, duration=duration, memory=128), BEFORE).billed == billed


def test_the_price_that_aws_quotes() -> None:
    """USD 0.00000625125 for each 128 MB-second, that is 0.000000312563 for 50 ms."""
    found = charge(Use(invocations=1, duration=50, memory=128), NOW)
    assert found.compute == pytest.approx(3.12563e-07, rel=1e-5)


def test_a_month() -> None:
    found = charge(Use(invocations=10_000_000, duration=7.2, memory=128), NOW)
    assert found.requests == pytest.approx(6.0)
    assert found.compute == pytest.approx(10_000_000 * 0.008 * 0.125 * 0.00005001)
    assert found.total == pytest.approx(6.50, abs=0.01)


def test_free_requests_are_not_charged() -> None:
    table = prices("cloudfront-functions", date(2026, 11, 23))
    assert charge(Use(invocations=2_000_000, duration=0, memory=0), table).total == 0
    assert charge(Use(invocations=12_000_000, duration=0, memory=0), table).total == pytest.approx(
        1
    )


@pytest.mark.parametrize(
    ("cpu", "wall", "memory", "expected"),
    [
        (0.010, 0.010, 1769, 10),
        (0.010, 0.010, 3538, 10),
        (0.010, 0.010, 128, 10 * 1769 / 128),
        (0.001, 0.101, 1769, 101),
        (0.0, 0.1, 128, 100),
        (0.02, 0.01, 1769, 20),
    ],
)
def test_processor_time_is_scaled_and_waiting_is_not(
    cpu: float, wall: float, memory: int, expected: float
) -> None:
    assert at_the_edge(cpu, wall, memory, 1769) == pytest.approx(expected)


@pytest.mark.parametrize("service", ["lambda-edge", "cloudfront-functions"])
def test_no_price_before_the_service(service: str) -> None:
    with pytest.raises(KeyError):
        prices(service, date(2016, 1, 1))  # type: ignore[arg-type]  # the names are parametrised
