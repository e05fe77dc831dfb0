"""What a worker tells, and what a handler may forge of it."""

from typing import Any

from edgeconform.model import SourcePlace
from edgeconform.runtimes.messages import place


def line(number: int, **more: Any) -> dict[str, Any]:
    return {"file": "index.py", "line": number, **more}


def test_a_place_comes_with_the_lines_that_led_there() -> None:
    found = place({"place": line(3, callers=[line(2, function="inner"), line(1)])})
    assert found is not None
    assert found == SourcePlace(file="index.py", line=3)
    assert [(each.line, each.function) for each in found.callers] == [(2, "inner"), (1, "")]


def test_callers_of_callers_are_passed_over_however_deep() -> None:
    forged = line(1)
    for _ in range(100_000):
        forged = line(1, callers=[forged])
    found = place({"place": forged})
    assert found is not None
    assert [each.callers for each in found.callers] == [()]
