"""`conforms` makes tests of functions and files."""

import os
from pathlib import Path

import pytest

import edgeconform
from edgeconform.errors import EdgeconformError, UsageError
from tests.config.miniatures import BAD, GOOD, GOOD_JS, write
from tests.pytest_plugin import quick
from tests.pytest_plugin.projects import outcomes

pytest_plugins = ["pytester"]

TESTS = """
import functools
import logging

import pytest

import edgeconform
import redirect

QUICK = {"bulk": 0, "engine": "bulk"}
AT = "viewer-request"

test_function = edgeconform.conforms(redirect.handler, AT, **QUICK)
test_path = edgeconform.conforms("redirect.py", AT, **QUICK)
test_javascript = edgeconform.conforms("good.js", AT, **QUICK)
test_partial = edgeconform.conforms(functools.partial(redirect.handler), AT, **QUICK)


class TestInAClass:
    test_function = edgeconform.conforms(redirect.handler, AT, **QUICK)

    @edgeconform.conforms(redirect.handler, AT, **QUICK)
    def test_method(self, monkeypatch):
        monkeypatch.setattr(redirect, "target", lambda: "/new")


@edgeconform.conforms(redirect.handler, AT, **QUICK)
def test_mocked_to_fail(monkeypatch):
    monkeypatch.setattr(redirect, "target", lambda: 1 / 0)


@edgeconform.conforms(redirect.handler, AT, **QUICK)
def test_around():
    before, redirect.target = redirect.target, lambda: "no slash"
    yield
    redirect.target = before


@pytest.mark.parametrize("path", ["/a", "bad"])
@edgeconform.conforms(redirect.handler, AT, **QUICK)
def test_parametrised(monkeypatch, path):
    monkeypatch.setattr(redirect, "target", lambda: path)


def test_after_the_mocks():
    assert redirect.target() == "/old"
"""

REDIRECT = """\
import logging

def target():
    return "/old"

def handler(event, context):
    logging.getLogger().warning("asked for %s", event["Records"][0]["cf"]["request"]["uri"])
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = target()
    return request
"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    quick.install(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"bad.py": BAD, "good.py": GOOD, "good.js": GOOD_JS})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_functions_and_files_with_mocks(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(redirect=REDIRECT, test_it=TESTS)
    write(pytester.path, {"good.js": GOOD_JS})
    result = outcomes(pytester, "-rf")
    result.assert_outcomes(passed=8, failed=3)
    result.stdout.fnmatch_lines(
        [
            "1 error (EC102): redirect.py handler at viewer-request (python3.*)",
            "  the handler raises ZeroDivisionError: division by zero",
            "FAILED test_it.py::test_mocked_to_fail - *1 error (EC102)*",
            "*FAILED test_it.py::test_around - *",
            "*FAILED test_it.py::test_parametrised[[]bad] - *",
        ]
    )
    text = result.stdout.str()
    assert "edgeconform replay" not in text
    assert "Traceback" not in text
    assert "Captured log call" not in text
    assert not (pytester.path / ".edgeconform").exists()


def failure(test: object) -> str:
    """What a test of ours that fails says, outside of pytest."""
    assert callable(test)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST")
        with pytest.raises(AssertionError) as failed:
            test()
        return str(failed.value)


QUICK = {"bulk": 0, "engine": "bulk"}


@pytest.mark.usefixtures("folder")
def test_outside_of_pytest_it_is_an_assertion() -> None:
    text = failure(edgeconform.conforms("bad.py", "viewer-request", **QUICK))
    assert text.startswith("1 error (EC301): bad.py handler at viewer-request")
    assert "replay: edgeconform replay" in text


@pytest.mark.usefixtures("folder")
def test_the_event_type_is_read_off_the_source_and_options_count() -> None:
    edgeconform.conforms("bad.py", disable=["EC301"], **QUICK)()
    edgeconform.conforms(Path("good.py"), "viewer-request", seed=3, include_body=True, **QUICK)()


def test_the_configuration_counts_under_the_options(folder: Path) -> None:
    write(folder, {"edgeconform.toml": "disable = ['EC301']\nmemory = 64\n"})
    edgeconform.conforms("bad.py", "viewer-request", **QUICK)()
    failure(edgeconform.conforms("bad.py", "viewer-request", enable=["EC301"], **QUICK))


def test_a_file_is_found_from_the_root_directory(pytester: pytest.Pytester) -> None:
    test = "import edgeconform\ntest_x = edgeconform.conforms('good.py', bulk=0, engine='bulk')\n"
    write(pytester.path, {"pytest.ini": "[pytest]", "good.py": GOOD, "tests/test_x.py": test})
    os.chdir(pytester.path / "tests")
    outcomes(pytester).assert_outcomes(passed=1)


def test_warnings_warn_unless_strict(folder: Path) -> None:
    odd = "def handler(event, context):\n    return {'status': '200', 'statusText': 'OK'}\n"
    write(folder, {"odd.py": odd})
    with pytest.warns(edgeconform.EdgeconformWarning, match="EC204 result-unknown-keys"):
        edgeconform.conforms("odd.py", "viewer-request", **QUICK)()
    assert "EC204" in failure(
        edgeconform.conforms("odd.py", "viewer-request", strict=True, **QUICK)
    )


async def prepares_async() -> None:
    pass


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (["h.py"], {"memry": 5}, r"conforms\(\): there is no key 'memry'; did you mean memory\?"),
        (["h.py"], {"include_body": 1}, r"conforms\(\): include_body must be true or false, not 1"),
        (["h.py"], {"enable": ["EC999"]}, r"conforms\(\): enable\[0\]: there is no check 'EC999'"),
        (["h.py", "viewer"], {}, r"conforms\(\): events\[0\] must be one of viewer-request"),
        (["h.py"], {"handlers": []}, "there is no key 'handlers'"),
    ],
)
def test_mistakes_are_told_where_the_test_is_made(
    arguments: list[str], options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        edgeconform.conforms(*arguments, **options)  # type: ignore[arg-type]  # on purpose


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_searched_is_told() -> None:
    with pytest.raises(UsageError, match="is async; prepare a search in a plain one"):
        edgeconform.conforms("good.py")(prepares_async)
    with pytest.raises(EdgeconformError, match=r"nope\.py does not exist"):
        edgeconform.conforms("nope.py")()
    with pytest.raises(UsageError, match=r"the source of .* cannot be found; give its file"):
        edgeconform.conforms(eval("lambda event, context: event"))()
    with pytest.raises(UsageError, match=r"memory 512 is more than the 128 MB"):
        edgeconform.conforms("good.py", "viewer-request", memory=512)()


class Callable:
    """A handler with state."""

    def __call__(self, event: object, context: object) -> object:
        return event["Records"][0]["cf"]["request"]  # type: ignore[index]  # a JSON value


def test_an_object_with_call_is_a_function() -> None:
    edgeconform.conforms(Callable(), "viewer-request", **QUICK)()
