"""The Node.js worker answers as Lambda's own runtime clients did when they were recorded."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import (
    EventType,
    Exited,
    Handler,
    Invocation,
    Language,
    NeverSettled,
    NotLoaded,
    Raised,
    Returned,
    Runtime,
    SignatureRefused,
    Unserialisable,
)
from edgeconform.runtimes import WorkerOptions, open_worker
from edgeconform.runtimes.nodejs import find_nodejs
from tests.runtimes.ric import CLIENTS, EVENT, Case, cases, expected

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")


def _handler(case: Case, root: Path) -> Handler:
    """The handler whose setting is the case's own, which may be one that Lambda refuses."""
    module, _, export = case.handler.rpartition("/")[2].partition(".")
    folder = root / case.handler.rpartition("/")[0]

    class Named(Handler):
        name = case.handler

    return Named(path=folder / f"{module}.js", export=export, language=Language.NODEJS, root=root)


def _answers(case: Case, runtime: str, root: Path) -> Iterator[list[Any]]:
    case.write(root)
    options = WorkerOptions(
        event_type=EventType.VIEWER_REQUEST, runtime=Runtime.parse(runtime), spare=False
    )
    with open_worker(_handler(case, root), options) as worker:
        for invocation in worker.run([EVENT] * case.events):
            yield _answer(invocation, runtime, root)


def _answer(invocation: Invocation, runtime: str, root: Path) -> list[Any]:
    match invocation.outcome:
        case Returned(payload=payload):
            return ["response", payload.decode()]
        case Raised(error_type=name, message=message):
            return ["error", name, message.replace(str(root), "<root>")]
        case Unserialisable(error_type=name, message=message):
            return ["error", name, message.partition(" (")[0]]
        case NeverSettled():
            return ["exit", 0] if runtime == "nodejs24.x" else ["error", "Runtime.NodeJsExit"]
        case Exited(status=status):
            return ["exit", status]
        case NotLoaded(error_type="Runtime.ExitError", message=message):
            return ["init-exit", int(message.split("status ")[1].split()[0])]
        case NotLoaded(error_type=name, message=message):
            message = message.partition(" (if it is deployed")[0]
            return ["init-error", name, message.replace(str(root), "<root>")]
        case SignatureRefused():
            return ["init-error", "Runtime.CallbackHandlerDeprecated"]
    raise AssertionError(invocation.outcome)


def _comparable(answer: list[Any]) -> list[Any]:
    """Without the sentences that are the kit's own, and only the first line of the others."""
    if answer[1] in ("Runtime.CallbackHandlerDeprecated", "Runtime.NodeJsExit"):
        return answer[:2]
    if answer[0] == "response":
        return answer
    return [part.split("\n")[0] if isinstance(part, str) else part for part in answer]


def _pairs() -> Iterator[Any]:
    """Each case under the older client, and under the newer where that may differ."""
    older, newer = CLIENTS
    for case in cases():
        yield pytest.param(case, older, id=f"{case.name}-{older}")
        now, then = expected(newer)[case.name], expected(older)[case.name]
        refused = now[0][1] == "Runtime.CallbackHandlerDeprecated"
        if case.name == "callback" or not (refused or (case.group == "values" and now == then)):
            yield pytest.param(case, newer, id=f"{case.name}-{newer}")


# What Node.js itself does otherwise before 20.19.
NEWER_NODE = {"modules-without-type", "import-with-exports", "require-of-module"}


@pytest.mark.parametrize(("case", "runtime"), list(_pairs()))
def test_answers_as_the_client_does(case: Case, runtime: str, tmp_path: Path) -> None:
    if case.name in NEWER_NODE and find_nodejs(None, None).version < (20, 19):
        pytest.skip("Node.js before 20.19 has other rules for ES modules")
    told = [_comparable(answer) for answer in expected(runtime)[case.name]]
    assert [_comparable(answer) for answer in _answers(case, runtime, tmp_path)] == told


def test_every_case_was_recorded() -> None:
    recorded = json.loads(Path(__file__).with_name("node_ric_expected.json").read_text())
    assert {client: set(answers) for client, answers in recorded.items()} == {
        client: {case.name for case in cases()} for client in CLIENTS.values()
    }
