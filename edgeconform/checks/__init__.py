"""The judgements: one function for each check, from an invocation to its faults."""

from edgeconform.checks.catalogue import checks, deployment_checks, every_check, find
from edgeconform.checks.check import Check, Compared, Fault, Stage
from edgeconform.checks.conditions import Conditions, DeploymentConditions
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.judging import Selection, finding, judge, judge_exchange, select
from edgeconform.checks.variables import reads_with_default

__all__ = [
    "Check",
    "Compared",
    "Conditions",
    "DeploymentConditions",
    "Exchange",
    "Fault",
    "Selection",
    "Stage",
    "checks",
    "deployment_checks",
    "every_check",
    "find",
    "finding",
    "judge",
    "judge_exchange",
    "reads_with_default",
    "select",
]
