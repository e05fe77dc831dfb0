"""The templates that the pages of the checks show."""

from pathlib import Path

import pytest

from edgeconform.checks import Check, deployment_checks
from tests.checks.example import FOLDER
from tests.deployment.inspected import codes

WITHOUT = {
    "EC603": "takes a package of many megabytes",
    "EC910": "is silent under the current limits",
    "EC923": "takes a handler beside the template",
    "EC927": "takes a template of many pages",
}
SHOWN = [check for check in deployment_checks() if check.code not in WITHOUT]


def folder(check: Check) -> Path:
    return FOLDER / check.slug


@pytest.mark.parametrize("check", SHOWN, ids=lambda check: check.code)
def test_a_bad_template_yields_its_check_and_a_good_one_nothing(check: Check) -> None:
    assert sorted(path.name for path in folder(check).iterdir()) == ["bad.yaml", "good.yaml"]
    assert codes(folder(check) / "bad.yaml") == [check.code]
    assert codes(folder(check) / "good.yaml") == []


def test_the_others_show_none() -> None:
    others = [check for check in deployment_checks() if check.code in WITHOUT]
    assert {check.code for check in others} == WITHOUT.keys()
    assert not any(folder(check).exists() for check in others)
