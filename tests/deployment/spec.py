"""What a small deployment consists of, whatever the tool."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

BOTH: Final = ("lambda.amazonaws.com", "edgelambda.amazonaws.com")
LOGS: Final = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What is deployed; as it stands here, nothing is wrong with it."""

    region: str = "us-east-1"
    runtime: str = "python3.13"
    memory: int = 128
    timeout: int = 5
    variables: tuple[str, ...] = ()
    vpc: bool = False
    dead_letter_queue: bool = False
    layers: int = 0
    tracing: str = ""
    architecture: str = ""
    image: bool = False
    ephemeral_storage: int = 0
    provisioned: int = 0
    reserved: int = 0
    package_key: bool = False
    code_storage: str = ""
    update: str = ""
    services: tuple[str, ...] = BOTH
    log_actions: tuple[str, ...] = LOGS
    log_region: str = "*"
    version: str = "numbered"
    event: str = "viewer-request"
    also_at: tuple[str, ...] = ()
    include_body: bool = False
    viewer_function: str = ""
    grpc: bool = False
    smooth_streaming: bool = False
    behaviors: int = 0
    code: str = ""

    @property
    def events(self) -> tuple[str, ...]:
        """The events of the default behavior."""
        return (self.event, *self.also_at)


def role_policy(spec: Spec) -> dict[str, Any]:
    resource = f"arn:aws:logs:{spec.log_region}:*:*"
    statement = {"Effect": "Allow", "Action": list(spec.log_actions), "Resource": resource}
    return {"Version": "2012-10-17", "Statement": [statement]}


def trust(spec: Spec) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": list(spec.services)},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are set."""
    return {key: value for key, value in values.items() if value}
