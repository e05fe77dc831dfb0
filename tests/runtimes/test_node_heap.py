"""The heap of a Node.js handler is bounded as on Lambda."""

from pathlib import Path

from edgeconform.model import OutOfMemory, Returned
from tests.runtimes.node_programs import needs_node, run_js

pytestmark = needs_node


def test_garbage_is_collected_in_time(tmp_path: Path) -> None:
    """Objects that live for one invocation do not add up to more than the function has."""
    source = """
        exports.handler = async () => {
          const made = []
          for (let n = 0; n < 150000; n++) made.push({ n, text: 'x' + n })
          return { n: made.length }
        }
        """
    invocations = run_js(tmp_path, source, events=8)
    assert all(isinstance(each.outcome, Returned) for each in invocations)
    assert invocations[-1].measurement.peak_memory < 128 * 1024 * 1024


def test_a_full_heap_is_out_of_memory(tmp_path: Path) -> None:
    """Node.js then aborts, which is not an exit of the handler's own."""
    source = """
        const kept = []
        exports.handler = async () => { for (;;) kept.push({ text: 'x' + kept.length }) }
        """
    (invocation,) = run_js(tmp_path, source, timeout=20.0)
    assert isinstance(invocation.outcome, OutOfMemory)
