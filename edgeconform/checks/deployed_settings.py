"""EC909, EC910 and EC914 to EC916: concurrency, where the code is kept, how it is updated."""

from edgeconform.checks.deployed_use import unsupported


@unsupported(
    "EC909",
    "deploy-provisioned-concurrency",
    "provisioned-concurrency",
    lambda each: each.provisioned_concurrency,
    rules=("deploy-provisioned-concurrency",),
)
def provisioned_concurrency(number: int) -> str:
    """The function has provisioned concurrency.

    It would hold for us-east-1 alone, while viewers are served by replicas in other Regions, and
    Lambda@Edge does not support it. Keep the start of the function short instead.
    """
    return f"provisions {number}"


@unsupported(
    "EC910",
    "deploy-reserved-concurrency",
    "reserved-concurrency",
    lambda each: each.reserved_concurrency,
    rules=("deploy-reserved-concurrency",),
)
def reserved_concurrency(number: int) -> str:
    """The function reserves concurrency, which older documentation forbids.

    The lists of unsupported features up to 2023 name it; the current one does not any more, and so
    this check is silent unless `--limits` picks an older table.
    """
    return f"reserves {number}"


@unsupported(
    "EC914",
    "deploy-package-key",
    "package-key",
    lambda each: each.package_key,
    rules=("deploy-kms",),
)
def package_key(_: bool) -> str:
    """The function's package is encrypted with a key of your own.

    Replicas in other Regions could not read it. Leave the key of the .zip package out; AWS's own
    key is used then.
    """
    return "encrypts its package with a key of yours"


@unsupported(
    "EC915",
    "deploy-s3-code-storage",
    "s3-code-storage",
    lambda each: each.code_storage,
    place="code storage",
    rules=("deploy-s3-code-storage",),
)
def s3_code_storage(mode: str) -> str:
    """The function's code stays in an S3 bucket of yours.

    Lambda would read it from there whenever it starts the function, and Lambda@Edge does not
    support that. Let Lambda copy the package, as it does by default.
    """
    return "leaves its code in your bucket" if mode == "REFERENCE" else ""


@unsupported(
    "EC916",
    "deploy-runtime-management",
    "runtime-management",
    lambda each: each.runtime_management,
    place="runtime update",
    rules=("deploy-runtime-management",),
)
def runtime_management(mode: str) -> str:
    """The function does not let Lambda update its runtime by itself.

    Any mode but Auto, the default, is not supported at the edge.
    """
    return "" if mode == "Auto" else f"updates its runtime by {mode}"
