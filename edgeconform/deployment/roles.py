"""Read execution roles: who may assume them, and which logs they let a function write."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Final

from edgeconform.deployment.nodes import UNKNOWN, Node
from edgeconform.model.deployment import Role, covers

ASSUME: Final = "sts:AssumeRole"
LOGS: Final = "logs:"
BASIC: Final = "AWSLambdaBasicExecutionRole"
_LOG_WRITERS: Final = (
    BASIC,
    "AWSLambdaVPCAccessExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaMSKExecutionRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaExecute",
    "CloudWatchFullAccess",
    "CloudWatchFullAccessV2",
    "CloudWatchLogsFullAccess",
    "AdministratorAccess",
    "PowerUserAccess",
)
_OWN_POLICY: Final = re.compile(r"arn:[^:]*:iam::(?!aws:)")
_EVERYTHING: Final = frozenset({f"{LOGS}*"})
_REGION_PART: Final = 3


def role_of(
    name: str, trust: Node, policies: Iterable[Node], managed: Iterable[Node], *, whole: bool = True
) -> Role | None:
    """Return a role of its policy documents; None if it is not certain who may assume it.

    `managed` are names or ARNs of managed policies; `whole` says whether these are all policies.
    """
    services = _services(trust)
    if services is None:
        return None
    actions, regions = _log_rights(list(policies), list(managed), whole=whole)
    return Role(name=name, services=services, log_actions=actions, log_regions=regions)


def _services(trust: Node) -> tuple[str, ...] | None:
    found: list[str] = []
    statements = trust.at("Statement")
    if not statements.given:
        return None
    for statement in statements.entries():
        actions = [each.text() for each in statement.at("Action").entries()]
        allowed = statement.at("Effect").text() in ("Allow", None)
        if not allowed or not any(each and covers(each, ASSUME) for each in actions):
            if statement.value is UNKNOWN or None in actions:
                return None
            continue
        if _is_open_to_all(statement):
            return None
        for service in statement.at("Principal", "Service").entries():
            text = service.text()
            if text is None:
                return None
            found.append(text)
        if statement.at("Principal").value is UNKNOWN:
            return None
        if statement.at("Principal", "Service").value is UNKNOWN:
            return None
    return tuple(dict.fromkeys(found))


def _is_open_to_all(statement: Node) -> bool:
    """Whether a statement names more than it lists: everybody, or all but some."""
    principal = statement.at("Principal")
    listed = [each.raw for _, kind in principal.members() for each in kind.entries()]
    return bool(principal.raw) or "*" in listed or statement.at("NotPrincipal").given


def _log_rights(
    policies: list[Node], managed: list[Node], *, whole: bool
) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    names = [each.raw for each in managed]
    if any(name.endswith(_LOG_WRITERS) for name in names):
        return _EVERYTHING, ()
    if not whole or any(_is_out_of_sight(each) for each in managed):
        return None, ()
    actions: set[str] = set()
    regions: set[str] = set()
    for policy in policies:
        if not isinstance(policy.at("Statement").value, list | dict):
            return None, ()
        for statement in policy.at("Statement").entries():
            granted = _log_actions(statement)
            if granted is None:
                return None, ()
            confined = set(_confined_to(statement)) if granted else set()
            regions |= confined
            actions |= set(granted)
    return frozenset(actions), tuple(sorted(regions))


def _is_out_of_sight(policy: Node) -> bool:
    """Whether a managed policy is one of the user's own, of which only the name is here."""
    return not policy.raw or policy.is_reference or bool(_OWN_POLICY.match(policy.raw))


def _log_actions(statement: Node) -> list[str] | None:
    """Return the actions on logs that a statement allows; None if that is not certain."""
    if statement.value is UNKNOWN or statement.at("NotAction").given:
        return None
    texts = [each.text() for each in statement.at("Action").entries()]
    if None in texts or statement.at("Action").value is UNKNOWN:
        return None
    if statement.at("Effect").text() not in ("Allow", None):
        return []
    return [text for text in texts if text and text.lower().startswith((LOGS, "*"))]


def _confined_to(statement: Node) -> Iterator[str]:
    """Yield the Region of each resource, unless one of them stands for every Region."""
    found = []
    for resource in statement.at("Resource").entries():
        parts = resource.raw.replace("AWS::", "AWS.").split(":")
        region = parts[_REGION_PART] if len(parts) > _REGION_PART else "*"
        if region in ("*", "") or not _is_region(region):
            return
        found.append(region.replace("AWS.", "AWS::"))
    yield from found


def _is_region(text: str) -> bool:
    return text == "${AWS.Region}" or fnmatchcase(text, "??-*-[0-9]")
