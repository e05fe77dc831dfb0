"""A function in this process answers as in a worker of its own."""

import importlib.util
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import (
    EventType,
    Exited,
    Handler,
    Invocation,
    Language,
    OutOfMemory,
    Raised,
    Returned,
    Runtime,
    TimedOut,
    Unserialisable,
)
from edgeconform.model.handler import HandlerFunction
from edgeconform.runtimes import WorkerOptions, open_worker
from tests import support
from tests.runtimes.odd_results import RESULTS

ODD = Path(__file__).with_name("odd_results.py")
EVENT = support.event("viewer-request")
OPTIONS = WorkerOptions(event_type=EventType.VIEWER_REQUEST)


def function_of(path: Path) -> HandlerFunction:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return HandlerFunction(
        path=path,
        export="handler",
        language=Language.PYTHON,
        root=path.parent,
        function=module.handler,
    )


def invoked(source: str, tmp_path: Path, options: WorkerOptions = OPTIONS) -> Invocation:
    """What comes of one event."""
    path = tmp_path / "h.py"
    path.write_text(source)
    with open_worker(function_of(path), options) as worker:
        [invocation] = worker.run([EVENT])
    return invocation


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_odd_results_are_those_of_the_worker() -> None:
    events: list[Any] = list(RESULTS)
    own = Handler(path=ODD, export="handler", language=Language.PYTHON, root=ODD.parent)
    with open_worker(own, OPTIONS) as apart:
        expected = list(apart.run(events))
    with open_worker(function_of(ODD), OPTIONS) as here:
        found = list(here.run(events))
    assert here.runtime == apart.runtime
    for event, one, other in zip(events, found, expected, strict=True):
        assert one.outcome == other.outcome, event


ENDINGS = {
    "exit": ("raise SystemExit(3)", Exited),
    "memory": ("raise MemoryError('full')", OutOfMemory),
    "hang": ("import time; time.sleep(.05)", TimedOut),
    "object": ("return object()", Unserialisable),
    "fine": ("return 1", Returned),
}


@pytest.mark.parametrize("case", ENDINGS)
def test_endings(case: str, tmp_path: Path) -> None:
    body, kind = ENDINGS[case]
    options = replace(OPTIONS, timeout=0.04 if case == "hang" else 5.0)
    outcome = invoked(f"def handler(event, context):\n    {body}\n", tmp_path, options).outcome
    assert isinstance(outcome, kind)


def test_a_coroutine_is_never_awaited_and_never_warned_of(tmp_path: Path) -> None:
    outcome = invoked("async def handler(event, context):\n    return 1\n", tmp_path).outcome
    assert isinstance(outcome, Unserialisable)
    assert outcome.coroutine


def test_what_stops_pytest_is_not_the_handlers(tmp_path: Path) -> None:
    source = "import pytest\ndef handler(event, context):\n    pytest.skip('no')\n"
    with pytest.raises(pytest.skip.Exception):
        invoked(source, tmp_path)


def test_the_place_log_edits_and_context_are_told(tmp_path: Path) -> None:
    source = (
        "import logging\n"
        "def handler(event, context):\n"
        "    print('printed', context.get_remaining_time_in_millis() > 0)\n"
        "    logging.getLogger('x').warning('logged')\n"
        "    event['Records'][0]['cf']['request']['uri'] = '/other'\n"
        "    raise KeyError('x')\n"
    )
    path = tmp_path / "h.py"
    path.write_text(source)
    event = support.event("viewer-response")
    options = replace(OPTIONS, event_type=EventType.VIEWER_RESPONSE)
    handlers = logging.getLogger().handlers
    with open_worker(function_of(path), options) as worker:
        [invocation] = worker.run([event])
    assert logging.getLogger().handlers is handlers
    assert invocation.log == "printed True\n[WARNING]\tlogged\n"
    assert [each.subject for each in invocation.observations] == ["request.uri"]
    assert event == support.event("viewer-response")
    outcome = invocation.outcome
    assert isinstance(outcome, Raised)
    assert str(outcome.place) == "h.py:6"


def test_reads_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "h.py"
    path.write_text("def handler(event, context):\n    return event['Records'][0].get('cf')\n")
    with open_worker(function_of(path), OPTIONS) as worker:
        [invocation] = worker.run([EVENT], record_reads=True)
    assert invocation.reads == (("Records",), ("Records", 0), ("Records", 0, "cf"))


def test_older_runtimes_escape_what_is_not_ascii(tmp_path: Path) -> None:
    source = "def handler(event, context):\n    return '\\u00fc'\n"
    for runtime, payload in (("python3.11", b'"\\u00fc"'), ("python3.13", '"\u00fc"'.encode())):
        options = replace(OPTIONS, runtime=Runtime.parse(runtime))
        assert invoked(source, tmp_path, options).outcome == Returned(payload=payload)


def test_mocks_reach_the_function(tmp_path: Path) -> None:
    path = tmp_path / "h.py"
    path.write_text("def value(): return 1\ndef handler(event, context):\n    return value()\n")
    handler = function_of(path)
    module_globals: Any = handler.function.__globals__  # type: ignore[attr-defined]  # a function
    module_globals["value"] = lambda: 2
    with open_worker(handler, OPTIONS) as worker:
        [invocation] = worker.run([EVENT])
    assert invocation.outcome == Returned(payload=b"2")
