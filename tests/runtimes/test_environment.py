"""The variables that a worker gets."""

from pathlib import Path

import pytest

from edgeconform.model import Handler, Language, Runtime
from edgeconform.runtimes.environment import variables

HANDLER = Handler(
    path=Path("/srv/my edge.js"), export="handler", language=Language.NODEJS, root=Path("/srv")
)


@pytest.mark.parametrize(("network", "attempts"), [(False, "1"), (True, None)])
def test_without_a_network_the_sdks_try_once(*, network: bool, attempts: str | None) -> None:
    found = variables(HANDLER, Runtime.parse("nodejs22.x"), 128, network=network)
    assert found.get("AWS_MAX_ATTEMPTS") == attempts


def test_each_language_finds_its_own_modules() -> None:
    nodejs, python = (
        variables(HANDLER, Runtime.parse(name), 256, network=False)
        for name in ("nodejs22.x", "python3.13")
    )
    assert ("NODE_PATH" in nodejs, "PYTHONPATH" in nodejs) == (True, False)
    assert ("NODE_PATH" in python, "PYTHONPATH" in python) == (False, True)
    assert nodejs["AWS_EXECUTION_ENV"] == "AWS_Lambda_nodejs22.x"
    assert nodejs["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256"


def test_the_function_is_named_by_region_and_file() -> None:
    found = variables(HANDLER, Runtime.parse("nodejs22.x"), 128, network=False)
    assert found["AWS_LAMBDA_FUNCTION_NAME"] == "us-east-1.my-edge"
    assert found["AWS_LAMBDA_LOG_GROUP_NAME"] == "/aws/lambda/us-east-1.my-edge"
