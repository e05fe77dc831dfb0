"""What is seen of a Python handler: what it reads, writes, connects to, prints and raises."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from edgeconform.model import NotLoaded, Observation, Raised, Returned, SourcePlace
from tests.runtimes.programs import run, write
from tests.runtimes.python_programs import one, payload

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


OF_LAMBDA = "Lambda provides this package: install it here, or name a --python that has it"
OF_PACKAGE = "if it is deployed with the handler, install it here, or name a --python that has it"


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("import boto3", f"({OF_LAMBDA})"),
        ("import botocore.config", f"({OF_LAMBDA})"),
        ("import boto4", f"'boto4' ({OF_PACKAGE})"),
        ("import json.boto4", "'json.boto4'"),
        ("from json import boto4", "__init__.py)"),
    ],
)
def test_package_that_is_missing(tmp_path: Path, code: str, hint: str) -> None:
    """What is not installed here may be there on Lambda: the message says what to do."""
    hidden = "import sys\nsys.modules['boto3'] = sys.modules['botocore'] = None\n"
    preload = tmp_path / "hide.py"
    preload.write_text(hidden, encoding="utf-8")
    (found,) = run(write(tmp_path, code + "\n"), [{}], preload=preload)
    assert isinstance(found.outcome, NotLoaded)
    assert found.outcome.message.endswith(hint)
    (found,) = run(write(tmp_path, f"def handler(e, c):\n    {code}\n"), [{}], preload=preload)
    assert isinstance(found.outcome, Raised)
    assert found.outcome.message.endswith(hint)


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
    called = SourcePlace(file="index.py", line=3, function="handler")
    assert invocation.outcome.place.callers == (called,)


def test_place_of_what_a_module_raises(tmp_path: Path) -> None:
    """The lines that led to it are told, too."""
    write(tmp_path, "def table():\n    return {}['missing']\nTABLE = table()\n", "lib/tables.py")
    handler = write(tmp_path, "from lib import tables\ndef handler(event, context): ...\n")
    (invocation,) = run(handler, [{}])
    assert isinstance(invocation.outcome, NotLoaded)
    place = invocation.outcome.place
    assert place is not None
    assert (str(place), *map(str, place.callers)) == (
        "lib/tables.py:2",
        "lib/tables.py:3",
        "index.py:1",
    )


def test_callers_of_a_deep_recursion(tmp_path: Path) -> None:
    """Only so many lines are told, the nearest."""
    source = "def down(n):\n    return down(n + 1)\ndef handler(event, context):\n    down(0)\n"
    (invocation,) = run(write(tmp_path, source), [{}])
    assert isinstance(invocation.outcome, Raised)
    assert invocation.outcome.place is not None
    callers = invocation.outcome.place.callers
    assert 0 < len(callers) <= 20
    assert {str(caller) for caller in callers} == {"index.py:2"}
