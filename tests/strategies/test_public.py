"""What the package gives, and what importing it costs."""

import importlib.metadata
import inspect
import json
import subprocess
import sys

import pytest

from edgeconform import strategies
from edgeconform.strategies import fill_pools, pools


def test_all_is_complete_and_sorted() -> None:
    assert sorted(strategies.__all__) == strategies.__all__
    for name in strategies.__all__:
        member = getattr(strategies, name)
        assert not inspect.isclass(member) or member.__doc__, name
        assert not inspect.isfunction(member) or member.__doc__, name


@pytest.mark.parametrize(
    "use",
    [
        "import edgeconform.strategies",
        """from edgeconform.strategies import *
Generator('origin-request').event()
list(corpus('viewer-response'))""",
    ],
)
def test_bulk_use_needs_no_heavy_import(use: str) -> None:
    code = f"import sys\n{use}\nprint(*sys.modules)"
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert not {"hypothesis", "faker", "jsonschema", "pytest"} & set(done.stdout.split())


def test_the_pools_are_as_faker_fills_them() -> None:
    kept = json.loads(pools.PATH.read_text(encoding="utf-8"))
    filled = fill_pools.fill()
    if importlib.metadata.version("faker") == kept["faker"]:
        assert filled == kept
    assert {key: type(value) for key, value in filled.items()} == {
        key: type(value) for key, value in kept.items()
    }
    assert all(len(value) >= 10 for value in kept.values() if isinstance(value, list))
