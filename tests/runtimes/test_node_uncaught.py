"""What nothing catches ends the process, unless it comes of what the kit refuses."""

from pathlib import Path

import pytest

from edgeconform.model import Raised, Returned
from tests.runtimes.node_programs import needs_node, run_js

pytestmark = needs_node

COUNTING = "let count = 0; exports.handler = {}"
REFUSED = "require('http').get('http://a.example/')"

ENDING = {
    "in a timer": "(event, context, done) => { setTimeout(() => { throw new Error('x') }, 0) }",
    "a rejection": "async () => { Promise.reject(new Error('x')); return ++count }",
}

GOING_ON = {
    "without an answer": f"(event, context, done) => {{ {REFUSED}; context.n = ++count }}",
    "beside an answer": f"async () => {{ {REFUSED}; return ++count }}",
    "a rejection": "async () => { fetch('http://a.example/'); return ++count }",
    "thrown": "async (event) => { count += 1; throw new Error('x') }",
}


@pytest.mark.parametrize("source", ENDING.values(), ids=list(ENDING))
def test_what_is_not_caught_ends_the_process(tmp_path: Path, source: str) -> None:
    found = run_js(tmp_path, COUNTING.format(source), events=2)
    assert [one.ended for one in found] == [True, True]
    for one in found:
        assert not isinstance(one.outcome, Returned) or one.outcome.payload == b"1"


@pytest.mark.parametrize("source", GOING_ON.values(), ids=list(GOING_ON))
def test_what_is_refused_or_caught_does_not(tmp_path: Path, source: str) -> None:
    found = run_js(tmp_path, COUNTING.format(source), events=3)
    assert [one.ended for one in found] == [False] * 3
    if isinstance(found[-1].outcome, Returned):
        assert found[-1].outcome.payload == b"3"
    else:
        assert isinstance(found[-1].outcome, Raised)
