"""The fixture `edge_handler` runs handlers in their workers."""

import pytest

from tests.config.miniatures import GOOD_JS, write
from tests.pytest_plugin.projects import outcomes

pytest_plugins = ["pytester"]

PYTHON = """\
import os

calls = 0

def handler(event, context):
    global calls
    calls += 1
    print("call", calls, os.getpid())
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/raise":
        raise KeyError("gone")
    if request["uri"] == "/none":
        return float("nan")
    return {"status": str(200 + calls)}
"""

TESTS = """
import os

import pytest

import edgeconform

@pytest.fixture
def event():
    return edgeconform.base_event("viewer-request")

def test_python(edge_handler, event, capsys):
    handler = edge_handler("src/h.py", "viewer-request")
    assert handler.invoke(event) == {"status": "201"}
    assert handler.invoke(event) == {"status": "202"}
    out = capsys.readouterr().out
    assert "call 1" in out and "call 2" in out
    assert handler.invocation.measurement.wall > 0
    assert str(os.getpid()) not in out

def test_javascript(edge_handler, event):
    handler = edge_handler("src/h.js")
    assert handler.invoke(event)["uri"] == event["Records"][0]["cf"]["request"]["uri"]

def test_two_at_once(edge_handler, event):
    one, two = edge_handler("src/h.py"), edge_handler("src/h.py", export="handler")
    one.invoke(event)
    assert two.invoke(event) == {"status": "201"}

def test_failing(edge_handler, event):
    handler = edge_handler("src/h.py")
    event["Records"][0]["cf"]["request"]["uri"] = "/raise"
    with pytest.raises(edgeconform.InvocationError, match="raises KeyError: 'gone'") as failed:
        handler.invoke(event)
    assert failed.value.invocation.outcome.error_type == "KeyError"
    event["Records"][0]["cf"]["request"]["uri"] = "/none"
    with pytest.raises(edgeconform.InvocationError, match="cannot be read"):
        handler.invoke(event)

def test_mistakes(edge_handler):
    with pytest.raises(edgeconform.EdgeconformError, match="no.py does not exist"):
        edge_handler("no.py")
    with pytest.raises(edgeconform.EdgeconformError, match="there is no key 'memry'"):
        edge_handler("src/h.py", memry=1)
    for wrong in ({}, None, {"Records": [{"cf": {"config": {"eventType": "x"}, "request": {}}}]}):
        with pytest.raises(edgeconform.EdgeconformError, match="the event is none that Cloud"):
            edge_handler("src/h.py").invoke(wrong)
"""


def test_the_fixture(pytester: pytest.Pytester) -> None:
    write(pytester.path, {"src/h.py": PYTHON, "src/h.js": GOOD_JS, "test_it.py": TESTS})
    outcomes(pytester).assert_outcomes(passed=5)


def test_a_mistake_is_shown_where_the_user_made_it(pytester: pytest.Pytester) -> None:
    test = 'def test_it(edge_handler):\n    edge_handler("no.py")\n'
    write(pytester.path, {"test_it.py": test})
    result = outcomes(pytester)
    result.stdout.fnmatch_lines(
        ["E  *UsageError: no.py does not exist", "test_it.py:2: UsageError"]
    )
    result.stdout.no_fnmatch_line("*edgeconform/testing/*")
