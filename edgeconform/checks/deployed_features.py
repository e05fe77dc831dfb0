"""EC904 to EC908 and EC911 to EC913: what Lambda offers, and Lambda@Edge does not."""

from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.checks.deployed_use import fault_of, using
from edgeconform.model import Deployment, Level

_ACTIVE: Final = "Active"
_ARM: Final = "arm64"
_IMAGE: Final = "Image"


@deployment_check(
    "EC904",
    "deploy-environment-variables",
    Level.ERROR,
    rules=("deploy-environment-variables",),
    says=("The function cannot have environment variables. Function: <arn>",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def environment_variables(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has environment variables.

    CloudFront refuses to associate it. Bake the values into the code when you build the package,
    read them from a file in it, or let CloudFront send them as custom headers of the origin.
    """
    for function, found in using(
        deployment, conditions, "environment-variables", lambda each: each.variables
    ):
        yield fault_of(function, found, f"sets {', '.join(found.value)}", "environment variables")


@deployment_check(
    "EC905",
    "deploy-vpc",
    Level.ERROR,
    rules=("deploy-vpc",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def vpc(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function is placed into a VPC.

    Lambda@Edge runs it in many Regions, and your subnets are in one. Reach what is in the VPC
    through an endpoint on the internet, or do that work at the origin.
    """
    for function, found in using(deployment, conditions, "vpc", lambda each: each.vpc):
        yield fault_of(function, found, "is placed into a VPC", "vpc")


@deployment_check(
    "EC906",
    "deploy-dead-letter-queue",
    Level.ERROR,
    rules=("deploy-dlq",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def dead_letter_queue(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has a dead letter queue.

    CloudFront invokes functions synchronously, so that nothing could ever reach the queue, and
    refuses to associate one that has it. Failures are in the logs of the Region that served them.
    """
    for function, found in using(
        deployment, conditions, "dead-letter-queue", lambda each: each.dead_letter_queue
    ):
        yield fault_of(function, found, "has a dead letter queue", "dead letter queue")


@deployment_check(
    "EC907",
    "deploy-layers",
    Level.ERROR,
    rules=("deploy-layers",),
    says=("The function cannot have a layer. Function: <arn>",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def layers(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has layers.

    CloudFront refuses to associate it. Put what the layers hold into the package; monitoring
    extensions that come as a layer cannot be used at the edge at all.
    """
    for function, found in using(deployment, conditions, "layers", lambda each: each.layers):
        count = f"{found.value} layer{'' if found.value == 1 else 's'}"
        yield fault_of(function, found, f"has {count}", "layers")


@deployment_check(
    "EC908",
    "deploy-x-ray",
    Level.ERROR,
    rules=("deploy-xray",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def x_ray(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function is traced by X-Ray.

    Active tracing is not supported at the edge. The mode PassThrough is Lambda's own default and is
    not complained of. Watch CloudFront's own metrics of Lambda@Edge, or log what you need.
    """
    for function, found in using(deployment, conditions, "x-ray", lambda each: each.tracing):
        if found.value == _ACTIVE:
            yield fault_of(function, found, "is traced by X-Ray", "tracing")


@deployment_check(
    "EC911",
    "deploy-container-image",
    Level.ERROR,
    rules=("deploy-container-image",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def container_image(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function is a container image.

    Lambda@Edge takes .zip packages only. Native libraries can go into the package; build them for
    Amazon Linux and x86_64.
    """
    for function, found in using(
        deployment, conditions, "container-image", lambda each: each.package_type
    ):
        if found.value == _IMAGE:
            yield fault_of(function, found, "is a container image", "package type")


@deployment_check(
    "EC912",
    "deploy-arm64",
    Level.ERROR,
    rules=("deploy-arm64",),
    says=("Lambda@Edge does not support functions with an architecture of arm64",),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def arm64(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function is built for arm64.

    Replicas run on x86_64 only. Leave the architecture out, or say x86_64, and build native
    dependencies for it.
    """
    for function, found in using(deployment, conditions, "arm64", lambda each: each.architecture):
        if found.value == _ARM:
            yield fault_of(function, found, "is built for arm64", "architecture")


@deployment_check(
    "EC913",
    "deploy-ephemeral-storage",
    Level.ERROR,
    rules=("deploy-ephemeral-storage", "limit-ephemeral-storage"),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def ephemeral_storage(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function asks for more space in /tmp than Lambda@Edge has.

    512 MB, which is Lambda's default. Leave the setting out, and keep in /tmp only what one
    execution environment needs.
    """
    most = conditions.limits.figure("ephemeral-storage.max")
    for function in deployment.functions:
        found = function.ephemeral_storage
        if found is not None and found.value > most:
            wish = f"asks for {found.value:,} MB of ephemeral storage, and may have {most:,}"
            yield fault_of(function, found, wish, "ephemeral storage")
