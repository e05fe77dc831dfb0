"""The checks of deployments against the catalogue of rules."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from edgeconform.checks import Check, Stage, checks, deployment_checks, find
from edgeconform.schemas import limits, tables

SPEC = Path(__file__).parents[1] / "spec"
RULES: dict[str, dict[str, Any]] = {
    rule["id"]: rule
    for rule in json.loads((SPEC / "rules.json").read_text(encoding="utf-8"))["rules"]
}
TEXTS = {text for rule in RULES.values() for text in rule["viewer_text"]}
OUTSIDE: Final = {
    "assoc-same-account": "templates leave the account to whoever deploys them",
    "limit-distributions-per-account": "a count of an account, which no template holds",
    "limit-distributions-per-function": "a count of an account, which no template holds",
    "deploy-caller-permissions": "about who deploys, whom no template names",
    "deploy-service-linked-roles": "CloudFront makes them by itself",
    "deploy-state-active": "a moment during the deployment, which the tools wait for",
    "deploy-tagging": "says what cannot be done, and refuses nothing",
    "deploy-snapstart": "the documentation does not say whether it is refused",
    "deploy-runtime-next": "an announcement; the table of runtimes will have it",
    "deploy-node24-callback": "EC106 and the runtime itself tell when the handler is run",
    "deploy-logging-controls": "says what is supported",
    "deploy-replica-delete": "about removing a function, not about deploying one",
}


def wanted() -> set[str]:
    """The rules on how a handler is deployed."""
    return {
        rule["id"]
        for rule in RULES.values()
        if rule["target"] == "lambda-edge" and (rule["section"] == 9 or rule["check"] == "config")
    }


def test_every_rule_is_covered_once_or_outside_with_a_reason() -> None:
    covering = Counter(rule for check in deployment_checks() for rule in check.rules)
    assert [rule for rule, times in covering.items() if times > 1] == []
    assert wanted() - covering.keys() == OUTSIDE.keys()
    assert not OUTSIDE.keys() & covering.keys()


@pytest.mark.parametrize("check", deployment_checks(), ids=lambda check: check.code)
def test_a_check_is_whole(check: Check) -> None:
    assert check.rules
    assert set(check.rules) <= RULES.keys()
    assert set(check.says) <= TEXTS
    assert all(address.startswith("https://") for address in check.aws)
    assert check.title
    assert len(check.page) > 60
    assert check.stage is Stage.DEPLOYMENT
    assert check.inspect is not None
    assert find(check.slug) is check


def test_codes_are_not_those_of_other_checks() -> None:
    others = {key for check in checks() for key in (check.code, check.slug)}
    assert not others & {key for c in deployment_checks() for key in (c.code, c.slug)}


@pytest.mark.parametrize("name", tables())
def test_features_of_a_table_are_known(name: str) -> None:
    known = {
        *("vpc", "dead-letter-queue", "environment-variables", "layers", "x-ray", "arm64"),
        *("provisioned-concurrency", "reserved-concurrency", "container-image"),
        *("package-key", "s3-code-storage", "runtime-management"),
    }
    assert set(limits(name).figure("deploy.not-supported")) <= known
