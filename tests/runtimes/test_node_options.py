"""What the Node.js worker measures and tells, and the options that are off by default."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from edgeconform.runtimes import Pin, open_worker, process
from edgeconform.runtimes.protocol import Frame, FrameReader
from tests.runtimes.node_programs import NODEJS, answer, needs_node, run_js, seen
from tests.runtimes.programs import options, run, write

pytestmark = needs_node
SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "worker.schema.json").read_text())


def test_measurement(tmp_path: Path) -> None:
    """Waiting counts as wall time, work as processor time too."""
    source = """
        exports.handler = async (event) => {
          if (event.n === 0) return new Promise((done) => setTimeout(done, 100))
          for (const end = process.cpuUsage().user + 100000; process.cpuUsage().user < end;);
        }
        """
    waits, works = run_js(tmp_path, source, events=2)
    assert waits.measurement.wall > 0.09
    assert waits.measurement.cpu < 0.09
    assert works.measurement.cpu > 0.09
    assert works.measurement.peak_memory > 20_000_000
    assert works.measurement.start > 0


def test_a_file_with_a_dot_in_its_name_is_not_taken_for_another(tmp_path: Path) -> None:
    """Lambda would load index.js, which the kit says; what was named is what is checked."""
    write(tmp_path, "exports.edge = { handler: async () => 'another' }", "index.js")
    handler = write(tmp_path, "exports.handler = async () => 'this'", "index.edge.cjs")
    (only,) = run(handler, [{}], runtime=NODEJS)
    assert answer(only) == "this"


def test_pin(tmp_path: Path) -> None:
    """Two processes with the same pin give the same, and each event starts from the seed."""
    source = """
        const { randomBytes, randomUUID, randomInt } = require('crypto')
        exports.handler = async () => [
          Date.now(), new Date(), Date(), new Date(5).getTime(), new Date() instanceof Date,
          Math.random(), randomUUID(), randomBytes(8).toString('hex'), randomInt(1000),
          globalThis.crypto?.randomUUID(), performance.now(), process.hrtime(),
        ]
        """
    pin = Pin(clock=1_700_000_000.0, seed=7)
    first, second = (run_js(tmp_path, source, events=2, pin=pin) for _ in range(2))
    answers = [answer(one) for one in (*first, *second)]
    assert answers[0][:2] == [1_700_000_000_000, "2023-11-14T22:13:20.000Z"]
    assert answers[0][3:5] == [5, True]
    assert all(one == answers[0] for one in answers)


def test_reads(tmp_path: Path) -> None:
    """What is asked for is told, also what is absent, but not what is only copied or dumped."""
    source = """
        exports.handler = async (event) => {
          const { headers } = event.request
          const copy = { ...headers }
          if (headers['x-absent'] || 'cookie' in headers) return copy
          headers.host.map(({ value }) => value)
          return JSON.stringify(event)
        }
        """
    event = {"request": {"headers": {"host": [{"key": "Host", "value": "a"}]}, "uri": "/"}}
    with open_worker(write(tmp_path, source, "index.js"), options()) as worker:
        (found,) = worker.run([event], record_reads=True)
    assert json.loads(answer(found)) == event
    headers = ("request", "headers")
    assert found.reads == (
        ("request",),
        headers,
        (*headers, "x-absent"),
        (*headers, "cookie"),
        (*headers, "host"),
        (*headers, "host", 0),
        (*headers, "host", 0, "value"),
    )


def test_further(tmp_path: Path) -> None:
    """Watched closely, an event that runs a part of a line for the first time tells so."""
    source = (
        "exports.handler = async ({ a, b }) => { if (a && b && a + b) return 'both'; return 1 }\n"
    )
    events = [{}, {}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}, {"a": 2, "b": 2}, {}]
    with open_worker(write(tmp_path, source, "index.js"), options(cover=True)) as worker:
        found = [each.further for each in worker.run(events, closely=True)]
        unasked = [each.further for each in worker.run(events)]
    assert found == [True, False, True, False, True, False, False]
    assert not any(unasked)


def test_coverage(tmp_path: Path) -> None:
    """Lines are told once, and not those that never are run; asking tells the latest."""
    source = """\
        exports.handler = async (event) => {
          if (event.n === 1) {
            return 'later'
          }
          return other(event)
        }
        function other({ n }) {
          if (n < 2) return 1
          return (
            n
          )
        }
        """
    handler = write(tmp_path, source, "index.js")
    with open_worker(handler, options(cover=True)) as worker:
        told = [worker.covered() for n in (0, 0, 1) for _ in worker.run([{"n": n}])]
        (*_, last) = worker.run([{"n": 0}] * 30 + [{"n": 2}])
    lines = [[line for _, lines in one for line in lines] for one in told]
    assert lines == [[2, 5, 7, 8], [], [3]]
    assert last.covered == (("index.js", (9, 10)),)


def test_a_slow_handler_tells_what_it_ran_with_each_answer(tmp_path: Path) -> None:
    source = """\
        exports.handler = async () => {
          await new Promise((done) => setTimeout(done, 120))
          return 1
        }
        """
    with open_worker(write(tmp_path, source, "index.js"), options(cover=True)) as worker:
        (one,) = worker.run([{}])
    assert [lines for _, lines in one.covered] == [(1,), (2, 3)]


@pytest.mark.parametrize("last", ["process.exit(0)", "setImmediate(() => { throw new Error() })"])
def test_a_process_that_ends_tells_what_it_ran(tmp_path: Path, last: str) -> None:
    source = f"""\
        exports.handler = (event, context, callback) => {{
          callback(null, 1)
          {last}
        }}
        """
    with open_worker(write(tmp_path, source, "index.js"), options(cover=True)) as worker:
        (one,) = worker.run([{}])
    assert [lines for _, lines in one.covered] == [(1,), (2, 3)]


def test_preload(tmp_path: Path) -> None:
    """A file that is executed first may stand in for what the handler would ask the network."""
    preload = tmp_path / "preload.cjs"
    preload.write_text("globalThis.fetch = async () => ({ status: 204 })")
    source = "exports.handler = async () => (await fetch('https://a.example')).status"
    (found,) = run_js(tmp_path, source, preload=preload)
    assert (answer(found), seen(found)) == (204, [])


ALL_SORTS = """
    process.env.TABLE
    exports.handler = async (event) => {
      if (event.n === 0) return null.x
      if (event.n === 1) return fetch('https://a.example')
      if (event.n === 2) return { big: 1n }
      if (event.n === 3) return 'x'.repeat(7000000)
      if (event.n === 4) return new Promise(() => {})
      if (event.n === 5) process.exit(1)
      if (event.n === 6) { Promise.reject(new Error('x')); return 1 }
      return event
    }
    """


@pytest.mark.parametrize("name", ["redirect.v2.js", "redirect.v2.mjs"])
def test_a_file_with_a_dot_in_its_name_is_loaded_all_the_same(tmp_path: Path, name: str) -> None:
    """Only its name is wrong for Lambda."""
    export = "export const handler =" if name.endswith(".mjs") else "exports.handler ="
    handler = write(tmp_path, f"{export} async (event) => event.n", f"edge/{name}")
    with open_worker(handler, options()) as worker:
        assert [answer(each) for each in worker.run([{"n": 1}, {"n": 2}])] == [1, 2]


def test_messages_follow_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the worker says has the shape of the schema."""
    received: list[Mapping[str, Any]] = []

    class Reader(FrameReader):
        def feed(self, data: bytes) -> list[Frame]:
            frames = super().feed(data)
            received.extend(frame.header for frame in frames)
            return frames

    monkeypatch.setattr(process, "FrameReader", Reader)
    for source in (ALL_SORTS, "require('./absent')"):
        with open_worker(write(tmp_path, source, "index.js"), options(cover=True)) as worker:
            list(worker.run([{"n": n} for n in range(8)], record_reads=True, closely=True))
            worker.covered()
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for header in received:
        validator.validate(header)
    kinds = {header.get("kind", header["type"]) for header in received}
    assert kinds >= {"hello", "loaded", "not-loaded", "returned", "raised", "unserialisable"}
    assert kinds >= {"oversized", "exited", "never-settled", "covered"}
