"""The judgements: one function for each check, from an invocation to its faults."""

from edgeconform.checks.catalogue import checks, deployment_checks, every_check, find
from edgeconform.checks.check import Check, Fault, Stage
from edgeconform.checks.conditions import Conditions, DeploymentConditions
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.judging import Selection, judge, select

__all__ = [
    "Check",
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
    "judge",
    "select",
]
