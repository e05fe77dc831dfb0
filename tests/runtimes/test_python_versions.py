"""Every Python that Lambda has runs a handler."""

from pathlib import Path

import pytest

from edgeconform.runtimes import Pin
from tests.runtimes.programs import VERSIONS, find_python, run, write
from tests.runtimes.python_programs import payload

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
