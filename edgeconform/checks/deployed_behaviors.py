"""EC902, EC920 to EC922 and EC925 to EC927: how functions are associated."""

from edgeconform.checks import pages
from edgeconform.checks.check import RESPONSE_EVENTS, VIEWER_EVENTS, Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import EventType, Level
from edgeconform.model.deployment import Association, Behavior, Deployment

_VERSIONS = {
    "$LATEST": "names the version $LATEST",
    "alias": "names an alias",
    "none": "names no version",
}


@deployment_check(
    "EC902",
    "deploy-version",
    Level.ERROR,
    rules=("deploy-version",),
    says=(
        (
            "The function ARN must reference a specific function version. (The ARN must end with "
            "the version number.) ARN: <arn>:$LATEST"
        ),
    ),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def version(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """An association does not name a numbered version of the function.

    $LATEST, an alias or the bare function are refused. With SAM set AutoPublishAlias and associate
    `!Ref Name.Version`; with CloudFormation make an AWS::Lambda::Version; with Terraform set
    `publish = true` and associate `qualified_arn`, which without it ends in $LATEST.
    """
    for behavior in deployment.behaviors():
        for association in behavior.associations:
            found = association.version
            if found is not None and found.value != "numbered":
                what = f"{_at(behavior, association)} {_VERSIONS[found.value]}"
                yield Fault(
                    message=f"the association of {association.function or 'a function'} {what}",
                    place=f"{association.function}: version {_at(behavior, association)}",
                    source=found.place,
                )


@deployment_check(
    "EC920",
    "deploy-association-twice",
    Level.ERROR,
    rules=("assoc-one-per-event",),
    aws=(pages.RESTRICTIONS,),
)
def association_twice(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """Two functions are associated with one event of a behavior.

    Each event of a cache behavior runs one function. Call both from one handler, or put one of
    them at another event.
    """
    for behavior in deployment.behaviors():
        for event_type in EventType:
            found = [each for each in behavior.associations if each.event_type is event_type]
            if len(found) > 1:
                where = _at(behavior, found[1])
                yield Fault(
                    message=f"{len(found)} functions are associated {where}",
                    place=f"associations {where}",
                    source=found[1].place,
                )


@deployment_check(
    "EC921",
    "deploy-mixed-viewer-functions",
    Level.ERROR,
    events=VIEWER_EVENTS,
    rules=("assoc-mix-viewer",),
    aws=(pages.RESTRICTIONS,),
)
def mixed_viewer_functions(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """Lambda@Edge and CloudFront Functions are both at the viewer events of a behavior.

    They cannot be combined there, not even one at viewer-request and the other at viewer-response.
    A CloudFront Function together with Lambda@Edge at the origin events is fine.
    """
    for behavior in deployment.behaviors():
        lambdas = [each for each in behavior.associations if each.event_type.side == "viewer"]
        if lambdas and behavior.viewer_functions:
            other = behavior.viewer_functions[0]
            yield Fault(
                message=f"the behavior {behavior.pattern} has Lambda@Edge at"
                f" {lambdas[0].event_type} and a CloudFront Function at {other.event_type}",
                place=f"viewer functions of {behavior.pattern}",
                source=other.place,
            )


@deployment_check(
    "EC922",
    "deploy-include-body-on-response",
    Level.ERROR,
    events=RESPONSE_EVENTS,
    rules=("body-include-flag",),
    aws=(pages.INCLUDE_BODY,),
)
def include_body_on_response(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """Include Body is on for a response event.

    It hands the request's body to viewer-request and origin-request functions only. No function
    ever sees the body of the origin's response.
    """
    for behavior in deployment.behaviors():
        for association in behavior.associations:
            found = association.include_body
            if found is not None and found.value and association.event_type.is_response:
                where = _at(behavior, association)
                yield Fault(
                    message=f"Include Body is on {where}",
                    place=f"{association.function}: include body {where}",
                    source=found.place,
                )


@deployment_check(
    "EC925",
    "deploy-grpc",
    Level.ERROR,
    rules=("invoke-grpc",),
    aws=(pages.RESTRICTIONS,),
)
def grpc(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """A behavior with Lambda@Edge has gRPC enabled.

    Lambda@Edge is not supported with gRPC. Give gRPC a behavior of its own.
    """
    for behavior in deployment.behaviors():
        if behavior.grpc is not None and behavior.grpc.value and behavior.associations:
            yield Fault(
                message=f"the behavior {behavior.pattern} has gRPC enabled, and Lambda@Edge",
                place=f"gRPC of {behavior.pattern}",
                source=behavior.grpc.place,
            )


@deployment_check(
    "EC926",
    "deploy-smooth-streaming",
    Level.ERROR,
    rules=("invoke-smooth-streaming",),
    aws=(pages.RESTRICTIONS,),
)
def smooth_streaming(deployment: Deployment, _: DeploymentConditions) -> Faults:
    """A behavior with Lambda@Edge serves Microsoft Smooth Streaming.

    Edge functions cannot be used there. Give the stream a behavior of its own.
    """
    for behavior in deployment.behaviors():
        found = behavior.smooth_streaming
        if found is not None and found.value and behavior.associations:
            yield Fault(
                message=f"the behavior {behavior.pattern} serves Smooth Streaming, and Lambda@Edge",
                place=f"smooth streaming of {behavior.pattern}",
                source=found.place,
            )


@deployment_check(
    "EC927",
    "deploy-associations-quota",
    Level.ERROR,
    rules=("limit-functions-per-distribution",),
    aws=(pages.QUOTAS,),
)
def associations_quota(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """A distribution has more associations than it may have.

    100 over all its behaviors. AWS raises the quota on request: disable this check then.
    """
    most = conditions.limits.figure("associations.per-distribution")
    for distribution in deployment.distributions:
        count = sum(len(behavior.associations) for behavior in distribution.behaviors)
        if count > most:
            yield Fault(
                message=f"{distribution.name} has {count:,} associations, and may have {most:,}",
                place=f"{distribution.name}: associations",
                source=distribution.place,
            )


def _at(behavior: Behavior, association: Association) -> str:
    return f"at {association.event_type} of {behavior.pattern}"
