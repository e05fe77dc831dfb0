"""What a Python handler is given: context, environment, its package."""

from pathlib import Path

import pytest

from edgeconform.model import Runtime
from tests.runtimes.programs import run, write
from tests.runtimes.python_programs import evaluated, one, payload

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
