"""EC901, EC903 and EC924: where a function is made, and what its role says."""

from collections.abc import Iterator
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import Level
from edgeconform.model.deployment import Deployment, Role, Setting, covers

_HOME: Final = "${AWS::Region}"


@deployment_check(
    "EC901",
    "deploy-region",
    Level.ERROR,
    rules=("deploy-region",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def region(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function is made in another Region than us-east-1.

    CloudFront takes functions from US East (N. Virginia) only, and copies them to the edge itself.
    The distribution may be deployed from anywhere: put the function into a stack of its own in
    us-east-1, with CDK as `experimental.EdgeFunction`, with Terraform through a provider alias.

    A template that does not say its Region is not complained of.
    """
    home = conditions.limits.figure("deploy.region")
    named = [(use.function.name, use.association.region) for use in deployment.uses()]
    for function in deployment.functions:
        told = (function.region, *(found for name, found in named if name == function.name))
        found = next((each for each in told if each is not None and each.value != home), None)
        if found is not None:
            yield Fault(
                message=f"{function.name} is made in {found.value}, and must be in {home}",
                place=f"{function.name}: region",
                source=found.place,
            )


@deployment_check(
    "EC903",
    "deploy-role-trust",
    Level.ERROR,
    rules=("deploy-role-trust",),
    says=(
        (
            "The function execution role must be assumable with edgelambda.amazonaws.com as well "
            "as lambda.amazonaws.com principals. Update the IAM role and try again. Role: <arn>"
        ),
    ),
    aws=(pages.PERMISSIONS,),
)
def role_trust(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The execution role cannot be assumed by both services.

    lambda.amazonaws.com runs the function in us-east-1, edgelambda.amazonaws.com its replicas. Both
    must stand in the role's trust policy. A role that SAM makes by itself trusts the first only:
    give the function a role, or an AssumeRolePolicyDocument.

    A role that the template does not make is not looked into.
    """
    wanted = conditions.limits.figure("deploy.role.services")
    for role, users in _roles(deployment):
        missing = [name for name in wanted if name not in role.value.services]
        if missing:
            yield Fault(
                message=f"{role.value.name}, the role of {users}, cannot be assumed by"
                f" {' and '.join(missing)}",
                place=f"{users}: role",
                source=role.place,
            )


@deployment_check(
    "EC924",
    "deploy-log-permissions",
    Level.WARNING,
    sees="-",
    rules=("deploy-log-permissions",),
    aws=(pages.PERMISSIONS,),
)
def log_permissions(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The execution role does not let the function write its logs wherever it runs.

    Replicas log in the Region that served the viewer, not in us-east-1. A role needs
    logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on `arn:aws:logs:*:*:*`;
    AWSLambdaBasicExecutionRole has them. Without, the function works and its failures leave no
    trace.

    Nothing is said of a role with a policy that the template does not show.
    """
    wanted = conditions.limits.figure("deploy.role.log-actions")
    for role, users in _roles(deployment):
        if role.value.log_actions is None:
            continue
        missing = [action for action in wanted if not _allows(role.value, action)]
        if missing:
            why = f"does not allow {', '.join(missing)}"
        elif role.value.log_regions:
            regions = [
                "the Region of the stack" if each == _HOME else each
                for each in role.value.log_regions
            ]
            why = f"allows logs in {', '.join(regions)} only"
        else:
            continue
        yield Fault(
            message=f"{role.value.name}, the role of {users}, {why}",
            place=f"{users}: log permissions",
            source=role.place,
        )


def _roles(deployment: Deployment) -> Iterator[tuple[Setting[Role], str]]:
    """Yield each role once, with the names of the functions that have it."""
    users: dict[Setting[Role], list[str]] = {}
    for function in deployment.functions:
        if function.role is not None:
            users.setdefault(function.role, []).append(function.name)
    for role, names in users.items():
        yield role, " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _allows(role: Role, action: str) -> bool:
    return any(covers(pattern, action) for pattern in role.log_actions or ())
