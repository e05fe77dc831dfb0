"""One deployment with ten violations is the same deployment in every tool."""

from pathlib import Path

import pytest

from tests.deployment.deployments import FORMATS
from tests.deployment.inspected import codes
from tests.deployment.spec import BOTH, Spec

TEN = Spec(
    region="eu-central-1",
    version="none",
    services=BOTH[:1],
    variables=("TABLE",),
    vpc=True,
    layers=1,
    tracing="Active",
    architecture="arm64",
    runtime="python3.7",
    timeout=60,
)
EXPECTED = [
    *("EC901", "EC902", "EC903", "EC904", "EC905"),
    *("EC907", "EC908", "EC912", "EC917", "EC919"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_ten_findings(name: str, tmp_path: Path) -> None:
    assert codes(FORMATS[name](TEN, tmp_path)) == EXPECTED


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_right_is_right_everywhere(name: str, tmp_path: Path) -> None:
    assert codes(FORMATS[name](Spec(), tmp_path)) == []
