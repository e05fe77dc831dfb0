"""What the user tells Hypothesis counts for the handlers too; its strategies are at hand."""

from pathlib import Path

import pytest

from tests.config.miniatures import BAD, write
from tests.pytest_plugin.projects import run
from tests.pytest_plugin.quick import SEEN

CONFTEST = """
from hypothesis import settings
from tests.pytest_plugin import quick

settings.register_profile("few", max_examples=7)
quick.install()
"""
TESTS = """
import edgeconform, h
from hypothesis import given

test_h = edgeconform.conforms(h.handler, "viewer-request")

@given(edgeconform.viewer_requests())
def test_own_property(event):
    assert event["Records"][0]["cf"]["config"]["eventType"] == "viewer-request"
"""
TOML = "[[handlers]]\npath = 'h.py'\nevents = ['viewer-request']\n"


@pytest.mark.parametrize(
    ("toml", "arguments", "expected"),
    [
        ("", (), "0 100"),
        ("seed = 9\n", (), "9 100"),
        ("seed = 9\n", ("--hypothesis-seed=5", "--hypothesis-profile=few"), "5 7"),
    ],
)
def test_seed_and_profile(
    tmp_path: Path, toml: str, arguments: tuple[str, ...], expected: str
) -> None:
    files = {
        "edgeconform.toml": toml + TOML,
        "h.py": BAD,
        "conftest.py": CONFTEST,
        "test_h.py": TESTS,
    }
    write(tmp_path, files)
    done = run(tmp_path, "-p", "_hypothesis_pytestplugin", "--edgeconform", *arguments)
    assert "1 passed" in done.stdout, done.stdout
    assert "2 failed" in done.stdout
    assert (tmp_path / SEEN).read_text().splitlines() == [expected] * 2
