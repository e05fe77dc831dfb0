"""EC909, EC910 and EC914 to EC916: concurrency, where the code is kept, how it is updated."""

from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.checks.deployed_use import fault_of, using
from edgeconform.model import Deployment, Level

_REFERENCED: Final = "REFERENCE"
_AUTOMATIC: Final = "Auto"


@deployment_check(
    "EC909",
    "deploy-provisioned-concurrency",
    Level.ERROR,
    rules=("deploy-provisioned-concurrency",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def provisioned_concurrency(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has provisioned concurrency.

    It would hold for us-east-1 alone, while viewers are served by replicas in other Regions, and
    Lambda@Edge does not support it. Keep the start of the function short instead.
    """
    for function, found in using(
        deployment, conditions, "provisioned-concurrency", lambda each: each.provisioned_concurrency
    ):
        yield fault_of(function, found, f"provisions {found.value}", "provisioned concurrency")


@deployment_check(
    "EC910",
    "deploy-reserved-concurrency",
    Level.ERROR,
    rules=("deploy-reserved-concurrency",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def reserved_concurrency(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function reserves concurrency, which older documentation forbids.

    The lists of unsupported features up to 2023 name it; the current one does not any more, and so
    this check is silent unless `--limits` picks an older table.
    """
    for function, found in using(
        deployment, conditions, "reserved-concurrency", lambda each: each.reserved_concurrency
    ):
        yield fault_of(function, found, f"reserves {found.value}", "reserved concurrency")


@deployment_check(
    "EC914",
    "deploy-package-key",
    Level.ERROR,
    rules=("deploy-kms",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def package_key(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function's package is encrypted with a key of your own.

    Replicas in other Regions could not read it. Leave the key of the .zip package out; AWS's own
    key is used then.
    """
    for function, found in using(
        deployment, conditions, "package-key", lambda each: each.package_key
    ):
        yield fault_of(function, found, "encrypts its package with a key of yours", "package key")


@deployment_check(
    "EC915",
    "deploy-s3-code-storage",
    Level.ERROR,
    rules=("deploy-s3-code-storage",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def s3_code_storage(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function's code stays in an S3 bucket of yours.

    Lambda would read it from there whenever it starts the function, and Lambda@Edge does not
    support that. Let Lambda copy the package, as it does by default.
    """
    for function, found in using(
        deployment, conditions, "s3-code-storage", lambda each: each.code_storage
    ):
        if found.value == _REFERENCED:
            yield fault_of(function, found, "leaves its code in your bucket", "code storage")


@deployment_check(
    "EC916",
    "deploy-runtime-management",
    Level.ERROR,
    rules=("deploy-runtime-management",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def runtime_management(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function does not let Lambda update its runtime by itself.

    Any mode but Auto, the default, is not supported at the edge.
    """
    for function, found in using(
        deployment, conditions, "runtime-management", lambda each: each.runtime_management
    ):
        if found.value != _AUTOMATIC:
            yield fault_of(
                function, found, f"updates its runtime by {found.value}", "runtime update"
            )
