"""The Python worker against Lambda's own runtime client and simplejson, on the same handlers."""

import decimal
import sys
from pathlib import Path
from random import Random

import pytest
import simplejson
from simplejson.raw_json import RawJSON

from edgeconform.model import (
    Exited,
    Handler,
    Invocation,
    Language,
    NotLoaded,
    Raised,
    Returned,
    Runtime,
    Unserialisable,
)
from edgeconform.runtimes import open_worker
from tests.runtimes.lambda_service import Posted, run_client
from tests.runtimes.odd_results import RESULTS
from tests.runtimes.programs import options, run, write

HERE = Path(__file__).parent
EVENTS = [{"result": name} for name in RESULTS]
RUNTIMES = ("python3.11", "python3.13")


def seen(invocation: Invocation) -> object:
    """What Lambda's service would see."""
    match invocation.outcome:
        case Returned(payload=payload):
            return payload
        case Raised(error_type=kind, message=text) | Unserialisable(error_type=kind, message=text):
            return kind, text
        case other:
            return other


def posted(message: Posted) -> object:
    return message.body if message.kind == "response" else message.error


def ours(path: Path, events: list[object], runtime: str) -> list[Invocation]:
    handler = Handler(path=path, export="handler", language=Language.PYTHON, root=path.parent)
    with open_worker(
        handler, options(runtime=Runtime.parse(runtime), executable=sys.executable)
    ) as worker:
        return list(worker.run(events))


@pytest.fixture(scope="module", params=RUNTIMES)
def both(request: pytest.FixtureRequest) -> tuple[str, list[Invocation], list[Posted]]:
    """All odd results, through the worker and through Lambda's client."""
    messages, status = run_client(HERE, "odd_results.handler", EVENTS, request.param)
    assert (len(messages), status) == (len(EVENTS), None)
    return request.param, ours(HERE / "odd_results.py", list(EVENTS), request.param), messages


@pytest.mark.parametrize("index", range(len(EVENTS)), ids=list(RESULTS))
def test_odd_result(both: tuple[str, list[Invocation], list[Posted]], index: int) -> None:
    """The same bytes are posted, or the same error."""
    _, invocations, messages = both
    assert seen(invocations[index]) == posted(messages[index])


ENDINGS = {
    "exit": ("sys.exit(3)", 3),
    "exit-true": ("sys.exit(True)", 1),
    "exit-none": ("sys.exit()", 0),
    "exit-text": ("sys.exit('bye')", 1),
    "exit-large": ("sys.exit(257)", 1),
    "exit-negative": ("sys.exit(-1)", 255),
    "at-once": ("os._exit(4)", 4),
    "interrupt": ("raise GeneratorExit", 1),
}


@pytest.mark.parametrize(("statement", "status"), ENDINGS.values(), ids=list(ENDINGS))
def test_end_of_process(tmp_path: Path, statement: str, status: int) -> None:
    """The process ends with the status that Lambda's client ends with, and nothing is posted."""
    source = f"import os, sys\ndef handler(event, context):\n    {statement}\n"
    handler = write(tmp_path, source)
    (invocation,) = run(handler, [{}])
    assert isinstance(invocation.outcome, Exited)
    assert invocation.outcome.status == status
    assert run_client(tmp_path, "index.handler", [{}], "python3.13") == ([], status)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_lone_surrogate(tmp_path: Path, runtime: str) -> None:
    """Escaped up to 3.11; from 3.12 on Lambda's client itself dies of it."""
    handler = write(tmp_path, "def handler(event, context):\n    return {'a': '\\udcff'}\n")
    (invocation,) = run(handler, [{}], runtime=Runtime.parse(runtime))
    messages, status = run_client(tmp_path, "index.handler", [{}], runtime)
    if runtime == "python3.11":
        assert seen(invocation) == posted(messages[0]) == b'{"a": "\\udcff"}'
    else:
        assert isinstance(invocation.outcome, Unserialisable)
        assert invocation.outcome.error_type == "UnicodeEncodeError"
        assert (messages, status) == ([], 1)


LOADING = {
    "import": ("import no_such_module\n", "index.handler"),
    "import-name": ("from json import no_such_name\n", "index.handler"),
    "syntax": ("def handler(:\n", "index.handler"),
    "indentation": ("if 1:\nx = 1\n", "index.handler"),
    "no-handler": ("def other(): pass\n", "index.handler"),
    "no-module": ("", "missing.handler"),
    "no-folder": ("", "src/missing.handler"),
    "builtin-module": ("", "sys.exit"),
    "raises": ("{}['x']\n", "index.handler"),
    "raises-own": ("class OwnError(Exception): pass\nraise OwnError('x', 1)\n", "index.handler"),
    "null-byte": ("x = '\0'\n", "index.handler"),
}


@pytest.mark.parametrize(("source", "setting"), LOADING.values(), ids=list(LOADING))
def test_not_loaded(tmp_path: Path, source: str, setting: str) -> None:
    """A handler that cannot be loaded has the error type and message of Lambda's client.

    What to do about a package that is not installed here is said behind it.
    """
    write(tmp_path, source)
    module, _, export = setting.rpartition(".")
    handler = Handler(
        path=tmp_path / f"{module}.py", export=export, language=Language.PYTHON, root=tmp_path
    )
    with open_worker(handler, options()) as worker:
        (invocation,) = worker.run([{}])
    assert isinstance(invocation.outcome, NotLoaded)
    messages, status = run_client(tmp_path, setting, [], "python3.11")
    assert (messages[0].kind, status) == ("load", 1)
    message, remedy, _ = invocation.outcome.message.partition(" (if it is deployed")
    assert (invocation.outcome.error_type, message) == messages[0].error
    assert bool(remedy) is ("no_such_module" in source)


LEAVES = (
    "None", "True", "0", "-7", "1.5", "1e300", "float('nan')", "float('inf')", "'a'", "'é\\n😀'",
    "''", "b'bytes'", "D('1.50')", "D('NaN')", "P(1, 'x')",
)  # fmt: skip
KEYS = ("'a'", "'b'", "'é'", "1", "2.5", "None", "True", "float('nan')", "b'k'")


def expression(random: Random, depth: int) -> str:
    """A Python expression for a value with JSON."""
    kind = random.randrange(5) if depth else 4
    parts = [expression(random, depth - 1) for _ in range(random.randrange(4))] if kind < 4 else []
    match kind:
        case 0 | 1:
            return "{" + ", ".join(f"{random.choice(KEYS)}: {part}" for part in parts) + "}"
        case 2:
            return "[" + ", ".join(parts) + "]"
        case 3:
            return "(" + "".join(f"{part}, " for part in parts) + ")"
        case _:
            return random.choice(LEAVES)


class Encoder(simplejson.JSONEncoder):
    """As Lambda's client sets simplejson up."""

    def default(self, value: object) -> object:
        if isinstance(value, decimal.Decimal):
            return float("nan") if value.is_nan() else RawJSON(str(value))
        return super().default(value)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_like_simplejson(tmp_path: Path, runtime: str) -> None:
    """Nested values of all sorts are written as simplejson writes them."""
    names = "from collections import namedtuple\nfrom decimal import Decimal as D\n"
    names += "P = namedtuple('P', 'x y')\n"
    handler = write(
        tmp_path, names + "def handler(event, context):\n    return eval(event['value'])\n"
    )
    random = Random(2)
    values = [expression(random, 4) for _ in range(400)]
    scope: dict[str, object] = {}
    exec(names, scope)
    encode = Encoder(use_decimal=False, allow_nan=True, ensure_ascii=runtime == "python3.11").encode
    invocations = run(
        handler, [{"value": value} for value in values], runtime=Runtime.parse(runtime)
    )
    for value, invocation in zip(values, invocations, strict=True):
        expected = eval(value, scope)
        if not isinstance(expected, bytes):
            assert seen(invocation) == encode(expected).encode(), value
