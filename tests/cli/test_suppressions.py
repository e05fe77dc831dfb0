"""Comments in the source leave findings out, and are told of where they are odd."""

from pathlib import Path

import pytest

from edgeconform import cli
from tests.config.miniatures import BAD, GOOD, write
from tests.support import NOT_COMPARING

QUICK = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "0", "--seed", "7"]
QUICK += NOT_COMPARING


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(capsys: pytest.CaptureFixture[str], source: str, *more: str) -> tuple[int, str]:
    """The status of a check of one Python handler, and what it printed."""
    write(Path(), {"h.py": source})
    status = cli.run(["check", "h.py", *QUICK, *more])
    out, error = capsys.readouterr()
    assert error == ""
    return status, out


def marked(mark: str, source: str = BAD) -> str:
    return f"# edgeconform: ignore[{mark}\n{source}"


def test_a_suppressed_finding_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = checked(capsys, marked("EC301] the proxy wants it"))
    assert status == 0
    assert ")  nothing new\n" in out
    assert "suppressed: EC301 header-disallowed (headers.connection), h.py:1: the proxy" in out
    assert "no findings (1 suppressed) in 1 run" in out
    assert "warning:" not in out
    assert not Path(".edgeconform").exists()


@pytest.mark.parametrize("name", ["header-disallowed", "ec301", "EC102, EC301"])
def test_a_check_is_named_by_code_or_slug(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, marked(f"{name}] why"))[0] == 0


def test_other_findings_count_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = checked(capsys, marked("EC302] why"))
    assert status == 1
    assert "EC301 header-disallowed  error" in out
    assert "h.py:1: this comment is not needed: no EC302 was found at viewer-request" in out


ODD = {
    "no reason": (marked("EC301]"), "h.py:1: this comment suppresses findings without a reason"),
    "unknown": (
        marked("EC999] why", GOOD),
        "h.py:1: this comment suppresses nothing: there is no check 'EC999'",
    ),
    "of templates": (
        marked("EC901] why", GOOD),
        "h.py:1: this comment suppresses nothing: EC901 is found in templates",
    ),
    "not needed": (marked("EC301] why", GOOD), "h.py:1: this comment is not needed: no EC301"),
    "no name": (
        f"# edgeconform: ignore\n{GOOD}",
        "h.py:1: this comment names no check, and suppresses nothing; name one, as in ignore[",
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_comment_is_a_warning(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, warning = ODD[case]
    status, out = checked(capsys, source)
    assert status == 0
    assert f"warning: {warning}" in out
    assert "1 remark" in out
    assert checked(capsys, source, "--strict")[0] == 1


LINE = '    request["headers"]["connection"]'
IN_THE_BODY = {
    "above": (BAD.replace(LINE, f"    # edgeconform: ignore[EC301] why\n{LINE}"), 3),
    "on the line": (BAD.replace('"close"}]', '"close"}]  # edgeconform: ignore[EC301] why'), 3),
}


@pytest.mark.parametrize("case", IN_THE_BODY)
def test_a_comment_beside_the_finding_is_told_to_move(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, line = IN_THE_BODY[case]
    status, out = checked(capsys, source)
    assert status == 1
    assert f"warning: h.py:{line}: this comment suppresses nothing here; put it on the line" in out
    assert "put it" not in checked(capsys, source.replace("EC301", "EC302"))[1]


def test_a_check_that_was_not_asked_leaves_no_remark(capsys: pytest.CaptureFixture[str]) -> None:
    # Viewer requests carry no origin, so that the check says nothing of them.
    _, out = checked(capsys, marked("EC504] for the other event type", GOOD))
    assert "warning:" not in out


@pytest.mark.parametrize(
    ("mark", "source", "options"),
    [
        pytest.param("EC301", GOOD, ["--disable", "EC301"], id="disabled"),
        pytest.param("EC206", GOOD, [], id="off by default"),
        pytest.param("EC301", "import nothing_of_this_name\n" + GOOD, [], id="not loaded"),
    ],
)
def test_a_check_that_could_find_nothing_leaves_no_remark(
    mark: str, source: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = checked(capsys, marked(f"{mark}] why", source), *options)
    assert "warning:" not in out


def test_a_comment_used_at_one_event_type_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    source = BAD.replace("    request[", "    if 'origin' in request: request[")
    _, out = checked(capsys, marked("EC301] why", source), "--event", "origin-request")
    assert "warning:" not in out
    assert "1 suppressed" in out


def test_an_interrupted_search_calls_no_comment_unneeded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from edgeconform.engine.search import Search

    def stopped(_: Search) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Search, "run", stopped)
    _, out = checked(capsys, marked("EC301] why"))
    assert "interrupted" in out
    assert "not needed" not in out
