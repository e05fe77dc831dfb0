"""EC904 to EC916: what Lambda offers, and Lambda@Edge does not."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import Deployment, EdgeFunction, Level, Setting

_ACTIVE: Final = "Active"
_ARM: Final = "arm64"
_IMAGE: Final = "Image"
_REFERENCED: Final = "REFERENCE"
_AUTOMATIC: Final = "Auto"

Get = Callable[[EdgeFunction], Setting[Any] | None]


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
    for function, found in _with(deployment, conditions, "environment-variables", _variables):
        yield _fault(function, found, f"sets {', '.join(found.value)}", "environment variables")


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
    for function, found in _with(deployment, conditions, "vpc", lambda each: each.vpc):
        yield _fault(function, found, "is placed into a VPC", "vpc")


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
    for function, found in _with(
        deployment, conditions, "dead-letter-queue", lambda each: each.dead_letter_queue
    ):
        yield _fault(function, found, "has a dead letter queue", "dead letter queue")


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
    for function, found in _with(deployment, conditions, "layers", lambda each: each.layers):
        count = f"{found.value} layer{'' if found.value == 1 else 's'}"
        yield _fault(function, found, f"has {count}", "layers")


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
    for function, found in _with(deployment, conditions, "x-ray", lambda each: each.tracing):
        if found.value == _ACTIVE:
            yield _fault(function, found, "is traced by X-Ray", "tracing")


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
    for function, found in _with(
        deployment, conditions, "provisioned-concurrency", lambda each: each.provisioned_concurrency
    ):
        yield _fault(function, found, f"provisions {found.value}", "provisioned concurrency")


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
    for function, found in _with(
        deployment, conditions, "reserved-concurrency", lambda each: each.reserved_concurrency
    ):
        yield _fault(function, found, f"reserves {found.value}", "reserved concurrency")


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
    for function, found in _with(
        deployment, conditions, "container-image", lambda each: each.package_type
    ):
        if found.value == _IMAGE:
            yield _fault(function, found, "is a container image", "package type")


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
    for function, found in _with(deployment, conditions, "arm64", lambda each: each.architecture):
        if found.value == _ARM:
            yield _fault(function, found, "is built for arm64", "architecture")


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
            yield _fault(function, found, wish, "ephemeral storage")


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
    for function, found in _with(
        deployment, conditions, "package-key", lambda each: each.package_key
    ):
        yield _fault(function, found, "encrypts its package with a key of yours", "package key")


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
    for function, found in _with(
        deployment, conditions, "s3-code-storage", lambda each: each.code_storage
    ):
        if found.value == _REFERENCED:
            yield _fault(function, found, "leaves its code in your bucket", "code storage")


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
    for function, found in _with(
        deployment, conditions, "runtime-management", lambda each: each.runtime_management
    ):
        if found.value != _AUTOMATIC:
            yield _fault(function, found, f"updates its runtime by {found.value}", "runtime update")


def _variables(function: EdgeFunction) -> Setting[tuple[str, ...]] | None:
    return function.variables


def _with(
    deployment: Deployment, conditions: DeploymentConditions, feature: str, get: Get
) -> Iterator[tuple[EdgeFunction, Setting[Any]]]:
    """Yield the functions that use a feature, and how, where the table forbids it."""
    if conditions.supports(feature):
        return
    for function in deployment.functions:
        found = get(function)
        if found is not None:
            yield function, found


def _fault(function: EdgeFunction, found: Setting[Any], what: str, place: str) -> Fault:
    return Fault(
        message=f"{function.name} {what}", place=f"{function.name}: {place}", source=found.place
    )
