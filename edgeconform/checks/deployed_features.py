"""EC904 to EC908 and EC911 to EC913: what Lambda offers, and Lambda@Edge does not."""

from edgeconform.checks import pages
from edgeconform.checks.check import Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.checks.deployed_use import fault_of, unsupported
from edgeconform.model import Level
from edgeconform.model.deployment import Deployment


@unsupported(
    "EC904",
    "deploy-environment-variables",
    "environment-variables",
    lambda each: each.variables,
    rules=("deploy-environment-variables",),
    says=("The function cannot have environment variables. Function: <arn>",),
)
def environment_variables(names: tuple[str, ...]) -> str:
    """The function has environment variables.

    CloudFront refuses to associate it. Bake the values into the code when you build the package,
    read them from a file in it, or let CloudFront send them as custom headers of the origin.
    """
    return f"sets {', '.join(names)}"


@unsupported(
    "EC905",
    "deploy-vpc",
    "vpc",
    lambda each: each.vpc,
    rules=("deploy-vpc",),
)
def vpc(_: bool) -> str:
    """The function is placed into a VPC.

    Lambda@Edge runs it in many Regions, and your subnets are in one. Reach what is in the VPC
    through an endpoint on the internet, or do that work at the origin.
    """
    return "is placed into a VPC"


@unsupported(
    "EC906",
    "deploy-dead-letter-queue",
    "dead-letter-queue",
    lambda each: each.dead_letter_queue,
    rules=("deploy-dlq",),
)
def dead_letter_queue(_: bool) -> str:
    """The function has a dead letter queue.

    CloudFront invokes functions synchronously, so that nothing could ever reach the queue, and
    refuses to associate one that has it. Failures are in the logs of the Region that served them.
    """
    return "has a dead letter queue"


@unsupported(
    "EC907",
    "deploy-layers",
    "layers",
    lambda each: each.layers,
    rules=("deploy-layers",),
    says=("The function cannot have a layer. Function: <arn>",),
)
def layers(count: int) -> str:
    """The function has layers.

    CloudFront refuses to associate it. Put what the layers hold into the package; monitoring
    extensions that come as a layer cannot be used at the edge at all.
    """
    return f"has {count} layer{'' if count == 1 else 's'}"


@unsupported(
    "EC908",
    "deploy-x-ray",
    "x-ray",
    lambda each: each.tracing,
    place="tracing",
    rules=("deploy-xray",),
)
def x_ray(mode: str) -> str:
    """The function is traced by X-Ray.

    Active tracing is not supported at the edge. The mode PassThrough is Lambda's own default and is
    not complained of. Watch CloudFront's own metrics of Lambda@Edge, or log what you need.
    """
    return "is traced by X-Ray" if mode == "Active" else ""


@unsupported(
    "EC911",
    "deploy-container-image",
    "container-image",
    lambda each: each.package_type,
    place="package type",
    rules=("deploy-container-image",),
)
def container_image(kind: str) -> str:
    """The function is a container image.

    Lambda@Edge takes .zip packages only. Native libraries can go into the package; build them for
    Amazon Linux and x86_64.
    """
    return "is a container image" if kind == "Image" else ""


@unsupported(
    "EC912",
    "deploy-arm64",
    "arm64",
    lambda each: each.architecture,
    place="architecture",
    rules=("deploy-arm64",),
    says=("Lambda@Edge does not support functions with an architecture of arm64",),
)
def arm64(architecture: str) -> str:
    """The function is built for arm64.

    Replicas run on x86_64 only. Leave the architecture out, or say x86_64, and build native
    dependencies for it.
    """
    return "is built for arm64" if architecture == "arm64" else ""


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
