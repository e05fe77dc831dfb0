"""How invocations of Node.js handlers end, and what is left over."""

from pathlib import Path

import pytest

from edgeconform.model import (
    Exited,
    NeverSettled,
    Oversized,
    Raised,
    Runtime,
    SignatureRefused,
    TimedOut,
)
from tests.runtimes.node_programs import answer, needs_node, run_js, seen

pytestmark = needs_node


HYGIENE = {
    "second-completion": "(e, c, callback) => { callback(null, 1)\n callback(null, 2) }",
    "callback-beside-promise": "async (e, c, callback) => {\n callback(null, 1) }",
    "exception-after-answer": "(e, c, callback) => { callback(null, 1)\n throw new Error('x') }",
    "unhandled-rejection": "async () => {\n Promise.reject(new Error('x'))\n return 1 }",
    "process-exit": "async () => { process.nextTick(() =>\n process.exit(3)); return 1 }",
}


@pytest.mark.parametrize(("subject", "source"), HYGIENE.items(), ids=list(HYGIENE))
def test_completion_hygiene(subject: str, source: str, tmp_path: Path) -> None:
    """What a handler does beside its answer is told, and does not change the answer."""
    found = run_js(tmp_path, f"exports.handler = {source}", events=2)
    for invocation in found:
        assert answer(invocation) == 1
        assert seen(invocation) == [("completion", subject, "index.js:2")]


def test_left_open(tmp_path: Path) -> None:
    """Timers that outlive the answer are told, but none that was there before."""
    source = """
        setInterval(() => {}, 1000).unref()
        setTimeout(() => {}, 60000)
        exports.handler = async (event) => {
          if (event.n) setTimeout(() => {}, 60000)
          return event.n
        }
        """
    first, second = run_js(tmp_path, source, events=2)
    assert seen(first) == []
    assert [(one.subject, one.detail) for one in second.observations] == [("left-open", "Timeout")]


OPEN = {
    "rings meanwhile": ("setTimeout(() => {}, 1); stall(9)", True),
    "imported": ("require('node:timers').setInterval(() => {}, 9)", True),
    "promised": ("require('node:timers/promises').setTimeout(9)", True),
    "cleared": ("clearTimeout(setTimeout(() => {}, 9))", False),
    "cleared in a microtask": (
        "const t = setTimeout(() => {}, 9); Promise.resolve().then(() => clearTimeout(t))",
        False,
    ),
    "unreferenced": ("setTimeout(() => {}, 9).unref()", False),
    "awaited": ("await new Promise((done) => setTimeout(done, 2))", False),
}


@pytest.mark.parametrize(("statements", "is_open"), OPEN.values(), ids=list(OPEN))
def test_timers_are_told_one_by_one(statements: str, *, is_open: bool, tmp_path: Path) -> None:
    """Whether earlier ones run or ring meanwhile does not change what is told of the next."""
    source = f"""
        const stall = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
        exports.handler = async (event) => {{
          {statements}
          return event.n
        }}
        """
    for one in run_js(tmp_path, source, events=6):
        left = [(each.subject, each.detail) for each in one.observations]
        assert left == ([("left-open", "Timeout")] if is_open else [])


def test_retries_of_a_blocked_call(tmp_path: Path) -> None:
    """What a client does because it has no network is not told, in later invocations either."""
    source = """
        const call = () => fetch('http://example.com/').catch(() => setTimeout(call, 5))
        exports.handler = async (event) => {
          if (event.n === 0) call()
          await new Promise((done) => setTimeout(done, 8))
          setTimeout(() => {}, 60000)
          return event.n
        }
        """
    for one in run_js(tmp_path, source, events=4):
        assert "left-open" not in {each.subject for each in one.observations}


def test_no_answer(tmp_path: Path) -> None:
    """An empty event loop without an answer is null, or a promise that never settles."""
    (plain,) = run_js(tmp_path, "exports.handler = (event, context, callback) => {}")
    assert (answer(plain), seen(plain)) == (None, [("completion", "no-answer", "")])
    first, second = run_js(tmp_path, "exports.handler = async () => new Promise(() => {})", 2)
    assert isinstance(first.outcome, NeverSettled)
    assert isinstance(second.outcome, NeverSettled)


def test_late_completion(tmp_path: Path) -> None:
    """A completion of an earlier invocation is never taken for the answer of the next."""
    source = """
        let earlier
        exports.handler = async (event, context, callback) => {
          if (earlier) earlier(null, 'wrong')
          earlier = callback
          return event.n
        }
        """
    found = run_js(tmp_path, source, events=3)
    assert [answer(one) for one in found] == [0, 1, 2]
    assert seen(found[2]) == [("completion", "late-completion", "index.js:4")]


def test_open_timer_is_a_timeout(tmp_path: Path) -> None:
    """A callback waits for the event loop to be empty, for as long as the limit allows."""
    source = (
        "exports.handler = (e, c, callback) => { setInterval(() => {}, 10); callback(null, 1) }"
    )
    (found,) = run_js(tmp_path, source, timeout=0.4)
    assert found.outcome == TimedOut(limit=0.4)


def test_a_wait_for_a_refused_network_is_told(tmp_path: Path) -> None:
    """The connection that was refused is told, though the process was ended without a word."""
    source = """
        const net = require('net')
        const retry = () => net.connect(443, 'db.example').on('error', () => setTimeout(retry, 50))
        exports.handler = async (event) => {
          if (event.n === 1) await new Promise(retry)
          if (event.n === 2) await new Promise(() => setInterval(() => {}, 50))
          return event.n
        }
        """
    found = run_js(tmp_path, source, events=4, timeout=0.4)
    assert [answer(one) for one in (found[0], found[3])] == [0, 3]
    assert [one.outcome for one in found[1:3]] == [
        TimedOut(limit=0.4, blocked="network"),
        TimedOut(limit=0.4),
    ]
    assert seen(found[1]) == [("network", "db.example:443", "index.js:3")]


def test_a_network_refused_while_loading_may_be_waited_for(tmp_path: Path) -> None:
    source = """
        const socket = require('net').connect(443, 'db.example').on('error', () => {})
        const ready = new Promise((done) => socket.on('connect', done))
        exports.handler = async () => { setInterval(() => {}, 50); await ready }
        """
    (found,) = run_js(tmp_path, source, timeout=0.4)
    assert found.outcome == TimedOut(limit=0.4, blocked="network")


def test_log(tmp_path: Path) -> None:
    """All that is printed is kept, wherever it comes from, each part with its invocation."""
    source = """
        console.log('loaded')
        exports.handler = async (event) => {
          console.error('event', event.n)
          process.stdout.write('written\\n', () => {})
          require('fs').writeSync(1, 'straight\\n')
          require('child_process').execFileSync('echo', ['child'], { stdio: 'inherit' })
        }
        """
    first, second = run_js(tmp_path, source, events=2)
    assert first.log == "loaded\nevent 0\nwritten\nstraight\nchild\n"
    assert second.log == "event 1\nwritten\nstraight\nchild\n"


def test_flood(tmp_path: Path) -> None:
    """A flood neither blocks nor fills anything, and the next invocation prints as ever."""
    source = """
        exports.handler = async (event) => {
          for (let n = 0; n < (event.n ? 1 : 20000); n++) console.log('x'.repeat(99))
        }
        """
    first, second = run_js(tmp_path, source, events=2)
    assert (answer(first), len(first.log)) == (None, 64 * 1024)
    assert second.log == "x" * 99 + "\n"


def test_channel_is_not_for_handlers(tmp_path: Path) -> None:
    """What a handler writes to the channel ends its process, and is told in a sentence."""
    source = """
        exports.handler = async () => {
          require('fs').writeSync(Number(process.argv[3]), 'x'.repeat(99))
        }
        """
    for found in run_js(tmp_path, source, events=2):
        assert isinstance(found.outcome, Exited)
        assert "wrote to the kit's own channel" in found.outcome.message


def test_exit_and_state(tmp_path: Path) -> None:
    """A handler that ends its process costs one invocation and its state."""
    source = """
        let count = 0
        exports.handler = async (event) => {
          if (event.n === 1) process.exit(3)
          return ++count
        }
        """
    first, second, third = run_js(tmp_path, source, events=3)
    assert isinstance(second.outcome, Exited)
    assert (second.outcome.status, str(second.outcome.place)) == (3, "index.js:4")
    assert (answer(first), answer(third)) == (1, 1)


NEWEST = Runtime.parse("nodejs24.x")


def test_uncaught_on_the_newest_runtime(tmp_path: Path) -> None:
    """From nodejs24.x Node.js itself ends the process, and its log says why."""
    source = """
        exports.handler = async (event) => {
          setTimeout(() => { throw new RangeError('uncaught') }, 1)
          await new Promise((done) => setTimeout(done, 500))
        }
        """
    (found,) = run_js(tmp_path, source, runtime=NEWEST)
    assert isinstance(found.outcome, Exited)
    assert (found.outcome.status, str(found.outcome.place)) == (1, "index.js:3")
    assert "RangeError: uncaught" in found.log


def test_blocked_on_the_newest_runtime(tmp_path: Path) -> None:
    """An error that only the kit's guard causes is told as such, uncaught or not."""
    source = """
        exports.handler = async () => {
          require('http').get('http://a.example/')
          await new Promise(() => {})
        }
        """
    (found,) = run_js(tmp_path, source, runtime=NEWEST)
    assert isinstance(found.outcome, Raised)
    assert found.outcome.blocked == "network"


def test_callback_parameter_is_refused(tmp_path: Path) -> None:
    """On nodejs24.x a handler with a callback parameter is not even called."""
    source = "exports.handler = async (event, context, callback) => 1"
    (found,) = run_js(tmp_path, source, runtime=NEWEST)
    assert isinstance(found.outcome, SignatureRefused)
    assert "callback parameter" in found.outcome.message


def test_oversized(tmp_path: Path) -> None:
    """An answer over Lambda's limit is told by its size."""
    (found,) = run_js(tmp_path, "exports.handler = async () => 'x'.repeat(7000000)")
    assert found.outcome == Oversized(size=7_000_002)
