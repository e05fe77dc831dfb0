"""Findings are told apart by check, level and place; the smallest event is kept."""

from edgeconform.engine.collector import PLACES_PER_CHECK, Collector
from edgeconform.model import EventType, Finding, Level


def finding(
    place: str, event: object, code: str = "EC301", level: Level = Level.ERROR, message: str = ""
) -> Finding:
    return Finding(
        code=code,
        check="header-disallowed",
        level=level,
        event_type=EventType.VIEWER_REQUEST,
        message=message,
        place=place,
        viewer_sees="502",
        event=event,
    )


def test_the_smallest_event_of_a_place_is_kept() -> None:
    collector = Collector()
    for event in ([1, 2, 3], [1], [1, 2]):
        collector.add([finding("a", event)])
    assert [each.event for each in collector.findings()] == [[1]]


def test_places_and_levels_are_told_apart_and_ordered() -> None:
    collector = Collector()
    doubtful = finding("a", [], level=Level.WARNING, message="otherwise")
    collector.add([finding("b", []), finding("a", []), doubtful])
    found = [(each.level, each.place) for each in collector.findings()]
    assert found == [("error", "a"), ("error", "b"), ("warning", "a")]


def test_a_warning_that_repeats_an_error_with_other_figures_is_left_out() -> None:
    collector = Collector()
    collector.add([finding("a", [], level=Level.WARNING, message="it has 8,343 characters")])
    assert [each.level for each in collector.findings()] == ["warning"]
    collector.add([finding("a", [], message="it has 9,000 characters")])
    collector.add([finding("b", [], level=Level.WARNING, message="it has 8,343 characters")])
    assert [(each.level, each.place) for each in collector.findings()] == [
        ("error", "a"),
        ("warning", "b"),
    ]


def test_places_over_the_bound_are_counted_and_not_kept() -> None:
    collector = Collector()
    for number in range(PLACES_PER_CHECK + 3):
        collector.add([finding(f"p{number}", []), finding(f"p{number}", [])])
    assert len(collector.findings()) == PLACES_PER_CHECK
    assert collector.more == {"EC301": 3}


def test_warnings_leave_room_for_errors() -> None:
    collector = Collector()
    for number in range(PLACES_PER_CHECK + 3):
        collector.add([finding(f"p{number}", [], level=Level.WARNING)])
    collector.add([finding("p0", [])])
    assert [each.level for each in collector.findings()].count(Level.ERROR) == 1
    assert collector.more == {"EC301": 3}
