"""The checks against the catalogue of checks, and the catalogue against that of rules."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from edgeconform.checks import Check, checks, every_check, find, pages

SPEC = Path(__file__).parents[1] / "spec"
PLANNED = json.loads((SPEC / "checks.json").read_text(encoding="utf-8"))
RULES = {
    rule["id"]: rule
    for rule in json.loads((SPEC / "rules.json").read_text(encoding="utf-8"))["rules"]
}
TEXTS = {text for rule in RULES.values() for text in rule["viewer_text"] + rule["log_text"]}
ALSO_SEEN = (
    f"{pages.INVALID} origin configuration: The value of DomainName is invalid.",
    "Runtime.ImportModuleError: Unable to import module 'index': No module named 'requests'",
    "Runtime.ImportModuleError: Error: Cannot find module 'aws-sdk'",
    "Runtime.UserCodeSyntaxError: Syntax error in module 'index': invalid syntax",
    "Runtime.HandlerNotFound: Handler 'handler' missing on module 'index'",
    "Runtime.HandlerNotFound: index.handler is undefined or not exported",
    "Task timed out after 5.00 seconds",
    "Runtime.ExitError: Runtime exited with error: exit status 1",
    "Runtime.ExitError: Runtime exited with error: signal: killed",
)
"""Messages that were met in reports or that Lambda logs, and that no rule quotes."""
OF_TEMPLATES = "EC9"
"""How codes begin that are held against the catalogue of rules alone, in tests/deployment."""


def by_code(plan: dict[str, Any]) -> str:
    """The code, as the name of a test."""
    return str(plan["code"])


@pytest.mark.parametrize("plan", PLANNED["checks"], ids=by_code)
def test_a_check_is_as_planned(plan: dict[str, Any]) -> None:
    check = find(plan["code"])
    assert check.slug == plan["slug"]
    assert check.level == plan["level"]
    assert sorted(check.events) == sorted(plan["events"])
    assert check.viewer_sees == plan["viewer_sees"]
    assert sorted(check.rules) == sorted(plan["rules"])


def test_every_check_is_planned() -> None:
    codes = {check.code for check in every_check() if not check.code.startswith(OF_TEMPLATES)}
    assert codes == {plan["code"] for plan in PLANNED["checks"]}


def test_every_rule_on_results_is_covered_once() -> None:
    """Rules of level error and warning, by exactly one check, or outside with a reason."""
    covering = Counter(rule for plan in PLANNED["checks"] for rule in plan["rules"])
    wanted = {
        rule["id"]
        for rule in RULES.values()
        if rule["target"] == "lambda-edge"
        and rule["check"] == "result"
        and rule["suggested_level"] in ("error", "warning")
    }
    assert wanted - covering.keys() == PLANNED["outside"].keys()
    assert [rule for rule, times in covering.items() if times > 1] == []
    assert all(PLANNED["outside"].values())


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_a_page_is_whole(check: Check) -> None:
    """What CloudFront says is quoted, pages are of AWS, a title is one line and a page is prose."""
    assert all(any(said in text for text in (*TEXTS, *ALSO_SEEN)) for said in check.says)
    assert check.aws
    assert all(address.startswith("https://") for address in check.aws)
    assert check.title
    assert not check.title.endswith(".")
    assert len(check.page) > 60


def test_codes_and_slugs_are_unique() -> None:
    found = every_check()
    assert len({check.code for check in found}) == len({check.slug for check in found})
    assert len({check.code for check in found}) == len(found)
