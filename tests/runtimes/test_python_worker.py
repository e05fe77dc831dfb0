"""What a Python handler is given, and what is seen of it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from edgeconform.model import (
    Conversion,
    Invocation,
    NotLoaded,
    Observation,
    Oversized,
    Raised,
    Returned,
    Runtime,
    SourcePlace,
    Unserialisable,
)
from edgeconform.runtimes import Pin, open_worker
from tests.runtimes.programs import VERSIONS, find_python, options, run, write


def one(folder: Path, body: str, event: object = None, **fields: Any) -> Invocation:
    """Run one event through a handler with this body; `import os` and `sys` are there."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    source = f"import os, sys\ndef handler(event, context):\n{lines}"
    (invocation,) = run(write(folder, source), [event], **fields)
    return invocation


def payload(invocation: Invocation) -> bytes:
    assert isinstance(invocation.outcome, Returned), invocation.outcome
    return invocation.outcome.payload


def evaluated(folder: Path, expression: str, **fields: Any) -> bytes:
    """The JSON of an expression in a handler."""
    return payload(one(folder, f"return {expression}", **fields))


CONTEXT = {
    "aws_request_id": b'"00000000-0000-4000-8000-000000000000"',
    "function_name": b'"us-east-1.index"',
    "function_version": b'"1"',
    "memory_limit_in_mb": b'"256"',
    "log_group_name": b'"/aws/lambda/us-east-1.index"',
    "log_stream_name": b'"2026/01/01/[1]00000000000000000000000000000000"',
    "invoked_function_arn": b'"arn:aws:lambda:us-east-1:123456789012:function:us-east-1.index:1"',
    "client_context": b"null",
    "identity.cognito_identity_id": b"null",
    "identity.cognito_identity_pool_id": b"null",
    "tenant_id": b"null",
    "__class__.__name__": b'"LambdaContext"',
}


def test_context(tmp_path: Path) -> None:
    """All documented attributes are there, and the same from run to run."""
    attributes = ", ".join(f"context.{name}" for name in CONTEXT)
    found = evaluated(tmp_path, f"[{attributes}]", memory_mb=256)
    assert found == b"[" + b", ".join(CONTEXT.values()) + b"]"


def test_remaining_time(tmp_path: Path) -> None:
    """The time that is left counts down from the limit."""
    body = """\
import time
first = context.get_remaining_time_in_millis()
time.sleep(0.05)
return [first, first - context.get_remaining_time_in_millis()]"""
    first, spent = map(int, payload(one(tmp_path, body, timeout=3.0)).strip(b"[]").split(b","))
    assert 2500 < first <= 3000
    assert 49 <= spent < 1000


ENVIRONMENT = {
    "AWS_REGION": "us-east-1",
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.12",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
    "_HANDLER": "index.handler",
    "TZ": ":UTC",
    "LANG": "en_US.UTF-8",
}


def test_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda's own variables are set, and nothing of the user's."""
    monkeypatch.setenv("MY_TABLE", "secret")
    names = "{name: value for name, value in os.environ.items()}"
    found = payload(one(tmp_path, f"return {names}", runtime=Runtime.parse("python3.12")))
    for name, value in ENVIRONMENT.items():
        assert f'"{name}": "{value}"'.encode() in found
    for name in (b"MY_TABLE", b"HOME", b"PYTHONHASHSEED", b"USER"):
        assert b'"%s"' % name not in found


def test_working_directory(tmp_path: Path) -> None:
    """Files of the package are found by relative paths, and by LAMBDA_TASK_ROOT."""
    (tmp_path / "data.txt").write_text("data")
    found = evaluated(
        tmp_path, "[open('data.txt').read(), os.environ['LAMBDA_TASK_ROOT'] == os.getcwd()]"
    )
    assert found == b'["data", true]'


def test_modules_of_the_package(tmp_path: Path) -> None:
    """A handler in a folder imports from the root, and from nothing of the kit's."""
    write(tmp_path, "VALUE = 7\n", "shared/values.py")
    source = """\
        from shared.values import VALUE
        try:
            import session
        except ImportError:
            VALUE += 1
        def handler(event, context):
            return VALUE
        """
    write(tmp_path, source, "src/edge.py")
    handler = write(tmp_path, source, "src/edge.py")
    assert [payload(found) for found in run(handler, [{}])] == [b"8"]


READS = {
    "os.environ['TABLE']": "",
    "os.environ.get('TABLE')": "",
    "os.environ.get('TABLE', 'x')": "default",
    "os.environ.get('TABLE') or 'x'": "default",
    "os.getenv('TABLE')": "",
    "os.getenv('TABLE', 'x')": "default",
    "'TABLE' in os.environ": "default",
}


@pytest.mark.parametrize(("expression", "detail"), READS.items(), ids=list(READS))
def test_environment_read(tmp_path: Path, expression: str, detail: str) -> None:
    """A read of a variable that Lambda does not set is told, with its place."""
    invocation = one(tmp_path, f"return {expression}")
    place = SourcePlace(file="index.py", line=3, function="handler")
    assert invocation.observations == (
        Observation(kind="environment", subject="TABLE", place=place, detail=detail),
    )


UNTOLD = (
    "os.environ['AWS_REGION']",
    "os.environ.get('AWS_LAMBDA_FUNCTION_NAME', 'x')",
    "os.environ.setdefault('AWS_REGION', 'x')",
    "__import__('tempfile').gettempdir()",
    "__import__('urllib.request').request.getproxies()",
    "list(os.environ)[:0]",
    "open('{scratch}/there', 'w').close()",
    "open(os.devnull, 'w').close()",
    "os.remove('{scratch}/there')",
    "__import__('tempfile').TemporaryDirectory().cleanup()",
    "os.mkdir('{scratch}/a') or __import__('shutil').rmtree('{scratch}/a')",
    "os.mkdir('{scratch}/a') or open('{scratch}/a/b', 'w').close()",
    "__import__('asyncio').run(__import__('asyncio').sleep(0))",
)


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder of its own in the /tmp that handlers may write to, with a file `there`."""
    with TemporaryDirectory(dir="/tmp", prefix="edgeconform-test-") as folder:
        (Path(folder) / "there").touch()
        yield Path(folder)


@pytest.mark.parametrize("expression", UNTOLD)
def test_nothing_to_tell(tmp_path: Path, scratch: Path, expression: str) -> None:
    """What Lambda allows, and what libraries do by themselves, is no observation."""
    invocation = one(tmp_path, f"return {expression.replace('{scratch}', str(scratch))}")
    assert isinstance(invocation.outcome, Returned)
    assert invocation.observations == ()


WRITES = (
    "open('cache.json', 'w')",
    "open('/etc/cache.json', 'ab')",
    "os.open('cache.json', os.O_CREAT | os.O_WRONLY)",
    "os.mkdir('cache')",
    "os.rename('index.py', 'other.py')",
    "os.rename('index.py', '/tmp/other.py')",
    "os.remove('index.py')",
    "os.chmod('index.py', 0o600)",
    "os.symlink('index.py', 'link.py')",
    "os.link('index.py', 'link.py')",
    "os.remove('index.py', dir_fd=os.open(os.getcwd(), os.O_RDONLY))",
    "os.chdir('/tmp') or os.remove(os.environ['LAMBDA_TASK_ROOT'] + '/index.py')",
    "__import__('shutil').rmtree(os.getcwd())",
    "__import__('pathlib').Path('x').write_text('x')",
)


@pytest.mark.parametrize("expression", WRITES)
def test_write(tmp_path: Path, expression: str) -> None:
    """Outside /tmp the file system is read-only, also where the package itself lies in /tmp."""
    invocation = one(tmp_path, f"return {expression}")
    assert isinstance(invocation.outcome, Raised)
    assert (tmp_path / "index.py").exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "index.py"]
    assert invocation.outcome.error_type == "OSError"
    assert "Read-only file system" in invocation.outcome.message
    assert invocation.outcome.blocked == "filesystem"
    assert [seen.kind for seen in invocation.observations] == ["write"]


CONNECTIONS = {
    "__import__('urllib.request').request.urlopen('http://api.example/')": "api.example:80",
    "__import__('socket').create_connection(('127.0.0.1', 9), 1)": "127.0.0.1:9",
    "__import__('socket').gethostbyname('api.example')": "api.example",
    "__import__('http.client').client.HTTPSConnection('api.example').connect()": "api.example:443",
}


@pytest.mark.parametrize(("expression", "peer"), CONNECTIONS.items(), ids=list(CONNECTIONS))
def test_network(tmp_path: Path, expression: str, peer: str) -> None:
    """The network is refused, told, and known as the reason of the exception."""
    invocation = one(tmp_path, f"return {expression}")
    assert isinstance(invocation.outcome, Raised)
    assert invocation.outcome.blocked == "network"
    seen = invocation.observations[0]
    assert (seen.kind, seen.subject, seen.detail) == ("network", peer, "denied")
    assert seen.place == SourcePlace(file="index.py", line=3, function="handler")


def test_network_that_is_caught(tmp_path: Path) -> None:
    """A handler that has an answer for a network that fails gives it."""
    body = """\
import socket
try:
    socket.create_connection(("api.example", 443))
except OSError:
    return "fallback\""""
    assert payload(one(tmp_path, body)) == b'"fallback"'


def test_network_allowed(tmp_path: Path) -> None:
    """With leave to use the network, connections are told and tried."""
    invocation = one(
        tmp_path, "__import__('socket').create_connection(('127.0.0.1', 1), 1)", allow_network=True
    )
    assert isinstance(invocation.outcome, Raised)
    assert invocation.outcome.error_type == "ConnectionRefusedError"
    assert invocation.outcome.blocked == ""
    assert invocation.observations[-1].subject == "127.0.0.1:1"


def test_phase_of_loading(tmp_path: Path) -> None:
    """What is seen and printed while the module loads comes with the first invocation."""
    source = """\
        import os
        print("loading")
        TABLE = os.environ.get("TABLE")
        def handler(event, context):
            print("running")
        """
    first, second = run(write(tmp_path, source), [{}, {}])
    assert [(seen.subject, seen.phase) for seen in first.observations] == [("TABLE", "load")]
    assert (first.log, second.log) == ("loading\nrunning\n", "running\n")
    assert second.observations == ()
    assert first.measurement.start > 0


PRINTED = {
    "print('a')": "a\n",
    "print('é', end='')": "é",
    "sys.stderr.write('a')": "a",
    "os.write(1, b'raw')": "raw",
    "os.system('echo child')": "child\n",
    "__import__('subprocess').run(['echo', 'child'])": "child\n",
    "sys.__stdout__.write('a'); sys.__stdout__.flush()": "a",
    "os.write(2, b'\\xff')": "\ufffd",
    "print('a' * 100_000)": "a" * 65536 + "\n[cut here]\n",
}


@pytest.mark.parametrize(("statement", "log"), PRINTED.items(), ids=list(PRINTED))
def test_log(tmp_path: Path, statement: str, log: str) -> None:
    """All that is printed, however it is, is the log of its invocation; too much is cut."""
    handler = write(
        tmp_path, f"import os, sys\ndef handler(event, context):\n    if event: {statement}\n"
    )
    logs = [found.log for found in run(handler, [False, True, False, True])]
    assert logs == ["", log, "", log]


def test_logging(tmp_path: Path) -> None:
    """The root logger has Lambda's handler and form; its level is the usual one."""
    body = "import logging\nlogging.info('quiet')\nlogging.getLogger('x').warning('loud %s', 1)"
    level, time, request, message = one(tmp_path, body).log.split("\t")
    assert (level, message) == ("[WARNING]", "loud 1\n")
    assert request == "00000000-0000-4000-8000-000000000000"
    assert time.endswith("Z")


@pytest.mark.parametrize(
    ("code", "hint"),
    [("import boto3", True), ("import botocore.config", True), ("import boto4", False)],
)
def test_package_that_lambda_provides(tmp_path: Path, code: str, *, hint: bool) -> None:
    """An SDK that is not installed here is there on Lambda: the message says what to do."""
    hidden = "import sys\nsys.modules['boto3'] = sys.modules['botocore'] = None\n"
    preload = tmp_path / "hide.py"
    preload.write_text(hidden, encoding="utf-8")
    (found,) = run(write(tmp_path, code + "\n"), [{}], preload=preload)
    assert isinstance(found.outcome, NotLoaded)
    assert ("Lambda provides this package" in found.outcome.message) is hint


def test_place_of_an_exception(tmp_path: Path) -> None:
    """The place is the innermost line of the handler's own, also where a library raises."""
    write(tmp_path, "import json\ndef parse(text):\n    return json.loads(text)\n", "lib/parse.py")
    handler = write(
        tmp_path,
        "from lib.parse import parse\ndef handler(event, context):\n    return parse('{')\n",
    )
    (invocation,) = run(handler, [{}])
    assert isinstance(invocation.outcome, Raised)
    assert invocation.outcome.error_type == "JSONDecodeError"
    assert invocation.outcome.place == SourcePlace(file="lib/parse.py", line=3, function="parse")
    assert invocation.outcome.trace[0].startswith(f'  File "{tmp_path}/index.py", line 3')
    assert "python_worker" not in "".join(invocation.outcome.trace)


CONVERSIONS = {
    "{'a': [(1,)]}": ("a[0]", "tuple"),
    "{'headers': {'x': b'v'}}": ("headers.x", "bytes"),
    "b'{}'": ("", "bytes"),
    "{'a': {200: 'ok'}}": ("a.200", "key"),
    "{'a': __import__('decimal').Decimal('1.0')}": ("a", "decimal"),
    "[__import__('collections').namedtuple('P', 'x')(1)]": ("[0]", "namedtuple"),
}


@pytest.mark.parametrize(("expression", "conversion"), CONVERSIONS.items(), ids=list(CONVERSIONS))
def test_conversion(tmp_path: Path, expression: str, conversion: tuple[str, Any]) -> None:
    """A change that serialisation makes is told, with where it is."""
    outcome = one(tmp_path, f"return {expression}").outcome
    assert isinstance(outcome, Returned)
    path, kind = conversion
    assert [(found.path, found.kind) for found in outcome.conversions] == [(path, kind)]


def test_no_conversion(tmp_path: Path) -> None:
    """Subclasses with the same JSON are no conversion."""
    expression = "{'a': __import__('collections').OrderedDict(b=[1.5, None])}"
    outcome = one(tmp_path, f"return {expression}").outcome
    assert outcome == Returned(payload=b'{"a": {"b": [1.5, null]}}')
    assert Conversion(path="", kind="key") not in outcome.conversions


def test_coroutine(tmp_path: Path) -> None:
    """An `async def` handler is told from other results without JSON."""
    source = "async def handler(event, context):\n    return event\n"
    (invocation,) = run(write(tmp_path, source), [{}])
    message = "Unable to marshal response: Object of type coroutine is not JSON serializable"
    assert invocation.outcome == Unserialisable(
        error_type="Runtime.MarshalError", message=message, coroutine=True
    )


@pytest.mark.parametrize(("size", "expected"), [(6_291_556, Returned), (6_291_557, Oversized)])
def test_size_of_answer(tmp_path: Path, size: int, expected: type) -> None:
    """An answer at Lambda's limit comes whole, one byte more is only counted."""
    outcome = one(tmp_path, f"return 'x' * {size - 2}").outcome
    assert isinstance(outcome, expected)
    assert size == (outcome.size if isinstance(outcome, Oversized) else len(outcome.payload))  # type: ignore[attr-defined]


def test_measurement(tmp_path: Path) -> None:
    """Wall time, processor time and peak memory are the handler's."""
    body = """\
import time
time.sleep(0.05)
end = time.process_time() + 0.03
while time.process_time() < end: pass
bytearray(b"x" * 64_000_000)"""
    quiet, busy = run(write(tmp_path, "def handler(event, context): pass\n"), [{}, {}])
    assert busy.measurement.wall < 0.05
    assert 5_000_000 < quiet.measurement.peak_memory < 40_000_000
    loud = one(tmp_path, body).measurement
    assert loud.wall >= 0.08
    assert 0.03 <= loud.cpu < loud.wall
    assert loud.peak_memory > quiet.measurement.peak_memory + 50_000_000


REPLACED = """\
import builtins, json, json.encoder, os, sys, time
def broken(*args, **kwargs):
    raise RuntimeError("replaced")
def handler(event, context):
    for name in ("len", "isinstance", "type", "dict", "str", "print", "open"):
        setattr(builtins, name, broken)
    json.loads = json.dumps = json.JSONEncoder.default = json.encoder.c_make_encoder = broken
    os.write = os.read = os.getpid = os._exit = time.time = time.perf_counter = broken
    sys.stdout = sys.stderr = None
    return {"a": (1, 2), "b": event}
"""


def test_handler_that_replaces_everything(tmp_path: Path) -> None:
    """The worker goes on with the functions it started with."""
    first, second = run(write(tmp_path, REPLACED), [1, 2])
    assert (payload(first), payload(second)) == (
        b'{"a": [1, 2], "b": 1}',
        b'{"a": [1, 2], "b": 2}',
    )


READING = """\
import copy
def handler(event, context):
    request = copy.deepcopy(event)["request"]
    headers = request["headers"]
    if "host" in headers:
        headers["host"][0]["value"]
    headers.get("x-absent")
    request.setdefault("body", None)
    return {**event, "headers": headers}
"""


def test_reads(tmp_path: Path) -> None:
    """What a handler asks the event for is told, absent or not; the answer is as without."""
    event = {"request": {"uri": "/", "headers": {"host": [{"key": "Host", "value": "a"}]}}}
    with open_worker(write(tmp_path, READING), options()) as worker:
        (watched,) = worker.run([event], record_reads=True)
        (plain,) = worker.run([event])
    assert watched.reads == (
        ("request",),
        ("request", "headers"),
        ("request", "headers", "host"),
        ("request", "headers", "host", 0),
        ("request", "headers", "host", 0, "value"),
        ("request", "headers", "x-absent"),
        ("request", "body"),
    )
    assert plain.reads == ()
    assert watched.outcome == plain.outcome


PINNED = """\
import datetime, os, random, secrets, time, uuid
def handler(event, context):
    now = datetime.datetime.now()
    assert isinstance(now, datetime.datetime) and isinstance(now, datetime.date)
    return [
        time.time(), time.time_ns(), time.strftime("%H:%M:%S"), now.isoformat(),
        datetime.datetime.now(datetime.timezone.utc).isoformat(),
        datetime.datetime.utcnow().year, datetime.date.today().isoformat(),
        random.random(), str(uuid.uuid4()), secrets.token_hex(4), os.urandom(2).hex(),
        list({"a", "b", "c", "d"}), (now - datetime.timedelta(days=1)).isoformat(),
    ]
"""


def test_pin(tmp_path: Path) -> None:
    """With a fixed clock and seed, invocations and processes agree; another seed differs."""
    handler = write(tmp_path, PINNED)
    pin = Pin(clock=1_700_000_000.0, seed=1)
    first, second = (payload(found) for found in run(handler, [1, 2], pin=pin))
    (again,) = (payload(found) for found in run(handler, [3], pin=pin))
    (other,) = (payload(found) for found in run(handler, [4], pin=Pin(seed=2)))
    assert first == second == again != other
    assert first.startswith(b"[1700000000.0, 1700000000000000000, ")
    assert b'"22:13:20", "2023-11-14T22:13:20", "2023-11-14T22:13:20+00:00", 2023' in first


def test_preload(tmp_path: Path) -> None:
    """A file is executed before the handler is loaded; one that raises is told."""
    handler = write(tmp_path, "import fake\ndef handler(event, context):\n    return fake.VALUE\n")
    preload = tmp_path / "setup_fake.py"
    preload.write_text(
        "import sys, types\nsys.modules['fake'] = f = types.ModuleType('f')\nf.VALUE = 5\n"
    )
    assert [payload(found) for found in run(handler, [{}], preload=preload)] == [b"5"]
    preload.write_text("1 / 0\n")
    (invocation,) = run(handler, [{}], preload=preload)
    assert isinstance(invocation.outcome, NotLoaded)
    assert invocation.outcome.error_type == "ZeroDivisionError"


BRANCHES = """\
def handler(event, context):
    if event:
        return helper()
    return "no"
def helper():
    return "yes"
"""


@pytest.mark.parametrize("version", ["3.11", "3.13"])
def test_cover(tmp_path: Path, version: str) -> None:
    """Lines are told when they are run for the first time."""
    executable = find_python(version)
    if executable is None:
        pytest.skip(f"no Python {version} here")
    handler = write(tmp_path, BRANCHES)
    found = run(handler, [False, False, True], cover=True, executable=executable)
    assert [invocation.covered for invocation in found] == [
        (("index.py", (1, 5)), ("index.py", (2, 4))),
        (),
        (("index.py", (3, 6)),),
    ]


LOOPS = """\
import sys
def handler(event, context):
    for number in range(event):
        if number < 0:
            raise ValueError
    return sys._getframe().f_trace_lines, sys.gettrace() is None
"""


@pytest.mark.parametrize("version", ["3.9", "3.11"])
def test_cover_lets_long_loops_run(tmp_path: Path, version: str) -> None:
    """Without `sys.monitoring` each line costs a call, so that there is a bound for them."""
    executable = find_python(version)
    if executable is None:
        pytest.skip(f"no Python {version} here")
    found = run(write(tmp_path, LOOPS), [10, 9000, 10], cover=True, executable=executable)
    told = [payload(each) for each in found]
    assert told == [b"[true, false]", b"[false, false]", b"[true, false]"]
    (alone,) = run(write(tmp_path, LOOPS), [9000], executable=executable)
    assert payload(alone) == b"[true, true]"


ALL_OF_IT = """\
import os, sys
def handler(event, context):
    print("hello")
    match_ = {"exit": lambda: sys.exit(3), "raise": lambda: {}["x"], "odd": lambda: {1: (b"a",)},
              "write": lambda: open("/etc/x", "w"), "read": lambda: os.environ.get("TABLE"),
              "plain": lambda: {"a": "é"}}
    return match_[event]()
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_versions(tmp_path: Path, version: str) -> None:
    """The worker runs under every Python that Lambda@Edge may run."""
    executable = find_python(version)
    if executable is None:
        pytest.skip(f"no Python {version} here")
    events = ["exit", "raise", "odd", "write", "read", "plain"]
    found = run(write(tmp_path, ALL_OF_IT), events, executable=executable, cover=True, pin=Pin())
    kinds = [type(invocation.outcome).__name__ for invocation in found]
    assert kinds == ["Exited", "Raised", "Returned", "Raised", "Returned", "Returned"]
    assert {invocation.log for invocation in found} == {"hello\n"}
    assert payload(found[2]) == b'{"1": ["a"]}'
    new = tuple(map(int, version.split("."))) >= (3, 12)
    assert payload(found[5]) == ('{"a": "é"}' if new else '{"a": "\\u00e9"}').encode()
    assert str(found[0].runtime) == f"python{version}"
