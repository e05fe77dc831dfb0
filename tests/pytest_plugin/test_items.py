"""Configured handlers are items of pytest, and behave as such."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from edgeconform import baseline
from edgeconform.baseline import Known
from tests.config.miniatures import BAD, GOOD, write
from tests.pytest_plugin import quick
from tests.pytest_plugin.projects import ENTRY, QUICK, outcomes, project

pytest_plugins = ["pytester"]

ON = "--edgeconform"
BAD_ID = "edgeconform.toml::src/bad.py::viewer-request"
GOOD_ID = "edgeconform.toml::src/good.py::viewer-request"
TELLS_WHY = pytest.version_tuple >= (9,)
"""Whether the last lines of pytest hold more than names for reports that are plain text."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick.install(monkeypatch)


@pytest.fixture
def made(pytester: pytest.Pytester) -> Path:
    return project(pytester.path)


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    lines = outcomes(pytester, "--collect-only", "-q", *arguments).outlines
    return [line for line in lines if "::" in line]


@pytest.mark.usefixtures("made")
def test_every_handler_is_an_item(pytester: pytest.Pytester) -> None:
    found = collected(pytester, ON)
    assert found == [
        BAD_ID,
        GOOD_ID,
        "edgeconform.toml::src/good.js::viewer-request",
    ]


@pytest.mark.usefixtures("made")
def test_nothing_is_collected_unless_asked_for(pytester: pytest.Pytester) -> None:
    assert collected(pytester) == []


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("arguments", "passed", "failed"),
    [
        ((), 2, 1),
        (("-k", "good"), 2, 0),
        (("-k", "bad and viewer-request"), 0, 1),
        (("-x",), 0, 1),
        ((GOOD_ID,), 1, 0),
        ((BAD_ID, GOOD_ID), 1, 1),
        (("edgeconform.toml::src/good.js",), 1, 0),
        (("edgeconform.toml",), 2, 1),
    ],
)
def test_items_are_chosen_as_others_are(
    pytester: pytest.Pytester, arguments: tuple[str, ...], passed: int, failed: int
) -> None:
    outcomes(pytester, ON, *arguments).assert_outcomes(passed=passed, failed=failed)


@pytest.mark.usefixtures("made")
def test_last_failed_runs_what_failed(pytester: pytest.Pytester) -> None:
    outcomes(pytester, ON).assert_outcomes(passed=2, failed=1)
    outcomes(pytester, ON, "--lf").assert_outcomes(failed=1)


def test_a_failure_tells_what_the_command_line_tells(pytester: pytest.Pytester, made: Path) -> None:
    result = outcomes(pytester, ON, "-k", "bad")
    result.stdout.fnmatch_lines(
        [
            "*src/bad.py handler at viewer-request*",
            "1 error (EC301): src/bad.py handler at viewer-request (python3.*)",
            "EC301 header-disallowed  error, the viewer gets a 502",
            "  the handler adds the header connection, which no function may add",
            "  at:     src/bad.py:4  (this line names it)",
            "  replay: edgeconform replay .edgeconform/failures/EC301-*.json",
            f"the same events again: pytest --edgeconform {BAD_ID}",
            "*- Captured handler log (EC301) call -*",
            "seen it",
            f"FAILED {BAD_ID} - 1 error *" if TELLS_WHY else f"FAILED {BAD_ID}",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    [saved] = (made / ".edgeconform" / "failures").glob("*.json")
    assert saved.name.startswith("EC301")


def test_a_mended_handler_passes(pytester: pytest.Pytester, made: Path) -> None:
    (made / "src" / "bad.py").write_text(GOOD)
    outcomes(pytester, ON).assert_outcomes(passed=3)


ODD = "def handler(event, context):\n    return {'status': '200', 'statusText': 'OK'}\n"


@pytest.mark.parametrize(("strict", "passed"), [("", 1), ("strict = true\n", 0)])
def test_a_warning_fails_a_strict_configuration_only(
    pytester: pytest.Pytester, strict: str, passed: int
) -> None:
    write(pytester.path, {"edgeconform.toml": strict + QUICK + ENTRY.format("h.py"), "h.py": ODD})
    result = outcomes(pytester, ON)
    result.assert_outcomes(passed=passed, failed=1 - passed, warnings=passed)
    result.stdout.fnmatch_lines(["*EC204 result-unknown-keys  warning*"])


CONNECTS = "import socket\nsocket.create_connection(('192.0.2.1', 443))\n"


@pytest.mark.parametrize("disabled", ["[]", '["EC801"]'])
def test_a_handler_that_the_network_guard_keeps_from_loading_fails(
    pytester: pytest.Pytester, disabled: str
) -> None:
    toml = f"disable = {disabled}\n" + QUICK + ENTRY.format("h.py")
    write(pytester.path, {"edgeconform.toml": toml, "h.py": CONNECTS + GOOD})
    result = outcomes(pytester, ON)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["h.py handler at viewer-request was not checked: *network*"])


def test_suppressed_and_known_findings_fail_nothing(pytester: pytest.Pytester, made: Path) -> None:
    outcomes(pytester, ON).assert_outcomes(passed=2, failed=1)
    [saved] = (made / ".edgeconform" / "failures").glob("*.json")
    failure = json.loads(saved.read_text())
    wanted = {**failure["finding"], "event_type": failure["event_type"]}
    del wanted["message"]
    known = Known(file="src/bad.py", handler="handler", **wanted)
    baseline.write(made / "known.json", [known])
    toml = (made / "edgeconform.toml").read_text()
    (made / "edgeconform.toml").write_text("baseline = 'known.json'\n" + toml)
    outcomes(pytester, ON).assert_outcomes(passed=3)
    baseline.write(made / "known.json", [replace(known, file="src/x.py")])
    outcomes(pytester, ON).assert_outcomes(passed=2, failed=1)
    (made / "src/bad.py").write_text("# edgeconform: ignore[EC301] known\n" + BAD)
    outcomes(pytester, ON).assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("ini", "arguments", "passed"),
    [
        ("edgeconform = true", (), 4),
        ("edgeconform = true\ntestpaths = tests", (), 4),
        ("testpaths = tests", (), 1),
        ("edgeconform = true", ("tests",), 1),
    ],
)
def test_the_ini_value_and_what_is_named(
    pytester: pytest.Pytester, made: Path, ini: str, arguments: tuple[str, ...], passed: int
) -> None:
    write(made, {"pytest.ini": f"[pytest]\n{ini}\n", "tests/test_x.py": "def test_x(): pass\n"})
    (made / "src" / "bad.py").write_text(GOOD)
    outcomes(pytester, *arguments).assert_outcomes(passed=passed)


def test_a_configuration_above_is_found(
    pytester: pytest.Pytester, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(made, {"sub/test_x.py": "def test_x(): pass\n", "pytest.ini": "[pytest]\n"})
    monkeypatch.chdir(made / "sub")
    outcomes(pytester, ON).assert_outcomes(passed=3, failed=1)


WRONG = {
    "none": ({}, "*there is no [[]tool.edgeconform] in pyproject.toml and no edgeconform.toml*"),
    "no handlers": ({"edgeconform.toml": ""}, "*edgeconform.toml lists no handlers*"),
    "mistake": ({"edgeconform.toml": "bluk = 1"}, "*there is no key 'bluk'; did you mean bulk?*"),
    "no TOML": ({"pyproject.toml": "x ="}, "*pyproject.toml*"),
    "no file": (
        {"edgeconform.toml": ENTRY.format("no.py")},
        "edgeconform.toml: handlers[[]0].path: no.py does not exist*",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_mistakes_are_told_in_a_sentence(pytester: pytest.Pytester, case: str) -> None:
    files, sentence = WRONG[case]
    write(pytester.path, files)
    result = outcomes(pytester, ON)
    assert result.ret in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERRUPTED)
    told = [*result.outlines, *result.errlines]
    assert pytest.LineMatcher(told).fnmatch_lines([sentence]) is None
    assert "Traceback" not in "\n".join(told)


def test_names_tell_handlers_and_settings_apart(pytester: pytest.Pytester) -> None:
    two = GOOD.replace("handler", "a_handler") + GOOD.replace("handler", "b_handler")
    toml = ENTRY.format("two.py") + ENTRY.format("h.py") + ENTRY.format("h.py")
    named = toml + ENTRY.format("x.py") + "handler = 'handler'\n"
    write(pytester.path, {"pyproject.toml": "[tool.edgeconform]", "edgeconform.toml": named})
    write(pytester.path, {"two.py": two, "h.py": GOOD, "x.py": GOOD})
    assert collected(pytester, ON) == [
        "edgeconform.toml::two.py::a_handler:viewer-request",
        "edgeconform.toml::two.py::b_handler:viewer-request",
        "edgeconform.toml::h.py::viewer-request",
        "edgeconform.toml::h.py::viewer-request[2]",
        "edgeconform.toml::x.py::handler:viewer-request",
    ]


def test_a_missing_interpreter_is_one_failure(pytester: pytest.Pytester, made: Path) -> None:
    toml = (made / "edgeconform.toml").read_text()
    (made / "edgeconform.toml").write_text("node = '/nope/node'\n" + toml)
    (made / "src" / "bad.py").write_text(GOOD)
    result = outcomes(pytester, ON)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*'/nope/node', named with --node*"])
    assert "Traceback" not in result.stdout.str()
