"""What a handler repeats of the path does not hide what it does besides."""

import json

from edgeconform.checks import Conditions, Exchange
from edgeconform.engine.sample import MOST_ECHOED, Sample
from edgeconform.model import EventType, Invocation, Returned, Runtime
from tests.support import event, request

WORDS = tuple(f"word{number}" for number in range(200))


def redirected(uri: str, location: str, named: tuple[str, ...]) -> Exchange:
    """A request for a path that was answered with a redirect, by a source with these words."""
    result = {"status": "302", "headers": {"location": [{"value": location}]}}
    invocation = Invocation(
        event_type=EventType.VIEWER_REQUEST,
        event=event("viewer-request", request("viewer-request", uri=uri)),
        outcome=Returned(payload=json.dumps(result).encode()),
        runtime=Runtime.parse("python3.13"),
    )
    return Exchange(invocation, Conditions(named=frozenset(named)))


def test_words_of_the_path_leave_room_for_what_is_done_seldom() -> None:
    sample = Sample()
    for word in WORDS:
        sample.add(redirected(f"/{word}", f"/en/{word}", named=("en", *WORDS)))
    sample.add(redirected("/a", "/zz/a", named=("en", *WORDS)))
    locations = [each.result["headers"]["location"][0]["value"] for each in sample.exchanges()]
    assert locations[:2] == ["/en/word0", "/zz/a"]
    assert len(locations) == 1 + MOST_ECHOED + 1


def test_all_that_repeats_something_shares_what_room_one_deed_has() -> None:
    sample = Sample()
    for length in range(1, 9):
        for word in WORDS[:20]:
            sample.add(redirected(f"/{word}", f"/en/{word}{'/a' * length}", named=("en", *WORDS)))
    sample.add(redirected("/a", "/zz/a", named=("en", *WORDS)))
    assert len(sample.edited()[0]) <= 8
    assert sum(map(len, sample.edited())) <= 8 + MOST_ECHOED + 1
    assert any(
        each.result["headers"]["location"][0]["value"] == "/zz/a" for each in sample.exchanges()
    )


def test_words_that_the_handler_puts_there_are_deeds_of_their_own() -> None:
    sample = Sample()
    for word in WORDS[:40]:
        sample.add(redirected("/a", f"/{word}/a", named=WORDS))
    assert len(sample.edited()) == 40
