"""The same small deployment, written down for each of the tools."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

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


def _resources(spec: Spec, arn: object) -> dict[str, Any]:
    policies = [{"PolicyName": "logs", "PolicyDocument": role_policy(spec)}]
    role = {"AssumeRolePolicyDocument": trust(spec), "Policies": policies}

    def behavior(events: tuple[str, ...]) -> dict[str, Any]:
        return {
            "TargetOriginId": "site",
            "LambdaFunctionAssociations": [
                filled(
                    {
                        "EventType": event,
                        "LambdaFunctionARN": arn,
                        "IncludeBody": spec.include_body,
                    }
                )
                for event in events
            ],
        }

    default = behavior(spec.events) | filled(
        {
            "GrpcConfig": {"Enabled": True} if spec.grpc else None,
            "SmoothStreaming": spec.smooth_streaming,
            "FunctionAssociations": [
                {"EventType": spec.viewer_function, "FunctionARN": {"Ref": "Other"}}
            ]
            if spec.viewer_function
            else None,
        }
    )
    more = [behavior((spec.event,)) | {"PathPattern": f"/{i}"} for i in range(spec.behaviors)]
    config = {"Enabled": True, "DefaultCacheBehavior": default, "CacheBehaviors": more}
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": role},
        "Site": {
            "Type": "AWS::CloudFront::Distribution",
            "Properties": {"DistributionConfig": config},
        },
    }


def _common(spec: Spec) -> dict[str, Any]:
    return filled(
        {
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Runtime": "" if spec.image else spec.runtime,
            "Handler": "" if spec.image else "edge.handler",
            "MemorySize": spec.memory,
            "Timeout": spec.timeout,
            "Environment": {"Variables": dict.fromkeys(spec.variables, "x")}
            if spec.variables
            else None,
            "VpcConfig": {"SubnetIds": ["subnet-1"]} if spec.vpc else None,
            "Layers": ["arn:aws:lambda:us-east-1:1:layer:a:1"] * spec.layers,
            "Architectures": [spec.architecture] if spec.architecture else None,
            "PackageType": "Image" if spec.image else "",
            "EphemeralStorage": {"Size": spec.ephemeral_storage}
            if spec.ephemeral_storage
            else None,
            "ReservedConcurrentExecutions": spec.reserved,
            "RuntimeManagementConfig": {"UpdateRuntimeOn": spec.update} if spec.update else None,
        }
    )


def sam(spec: Spec, folder: Path) -> Path:
    """A template of AWS SAM, and a samconfig.toml."""
    arns: dict[str, object] = {
        "numbered": {"Ref": "Edge.Version"},
        "alias": {"Ref": "Edge.Alias"},
        "none": {"Fn::GetAtt": ["Edge", "Arn"]},
        "$LATEST": {"Fn::Sub": "${Edge.Arn}:$LATEST"},
    }
    code: object = spec.code or "s3://bucket/edge.zip"
    if spec.code_storage:
        code = {"Bucket": "b", "Key": "k", "StorageMode": spec.code_storage}
    function = _common(spec) | filled(
        {
            "AutoPublishAlias": "live",
            "CodeUri": code,
            "Tracing": spec.tracing,
            "DeadLetterQueue": {"Type": "SQS", "TargetArn": {"Fn::GetAtt": ["Queue", "Arn"]}}
            if spec.dead_letter_queue
            else None,
            "SourceKMSKeyArn": "arn:aws:kms:us-east-1:1:key/k" if spec.package_key else "",
            "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": spec.provisioned}
            if spec.provisioned
            else None,
        }
    )
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {
            "Edge": {"Type": "AWS::Serverless::Function", "Properties": function},
            **_resources(spec, arns[spec.version]),
        },
    }
    path = folder / "template.yaml"
    path.write_text(yaml.safe_dump(template, sort_keys=False), encoding="utf-8")
    config = f'[default.deploy.parameters]\nregion = "{spec.region}"\n'
    (folder / "samconfig.toml").write_text(config, encoding="utf-8")
    return path


def cdk(spec: Spec, folder: Path) -> Path:
    """What `cdk synth` writes."""
    arns: dict[str, object] = {
        "numbered": {"Ref": "EdgeCurrentVersion"},
        "alias": {"Ref": "EdgeAlias"},
        "none": {"Fn::GetAtt": ["Edge", "Arn"]},
        "$LATEST": {"Fn::Join": ["", [{"Fn::GetAtt": ["Edge", "Arn"]}, ":$LATEST"]]},
    }
    code = {"S3Bucket": "assets", "S3Key": "a.zip"} | filled(
        {
            "SourceKMSKeyArn": "arn:aws:kms:us-east-1:1:key/k" if spec.package_key else "",
            "S3ObjectStorageMode": spec.code_storage,
        }
    )
    function = _common(spec) | filled(
        {
            "Code": code,
            "TracingConfig": {"Mode": spec.tracing} if spec.tracing else None,
            "DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Queue", "Arn"]}}
            if spec.dead_letter_queue
            else None,
        }
    )
    named = {"FunctionName": {"Ref": "Edge"}}
    concurrency = {"ProvisionedConcurrentExecutions": spec.provisioned}
    version = named | ({"ProvisionedConcurrencyConfig": concurrency} if spec.provisioned else {})
    edge: dict[str, Any] = {"Type": "AWS::Lambda::Function", "Properties": function}
    if spec.code:
        edge["Metadata"] = {"aws:asset:path": spec.code}
    resources = {
        "Edge": edge,
        "EdgeCurrentVersion": {"Type": "AWS::Lambda::Version", "Properties": version},
        "EdgeAlias": {"Type": "AWS::Lambda::Alias", "Properties": named | {"Name": "live"}},
        **_resources(spec, arns[spec.version]),
    }
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": f"aws://unknown-account/{spec.region}",
        "properties": {"templateFile": "Site.template.json"},
    }
    manifest = {"version": "36.0.0", "artifacts": {"Site": stack}}
    out = folder / "cdk.out"
    out.mkdir()
    (out / "Site.template.json").write_text(json.dumps({"Resources": resources}, indent=1))
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1))
    return out


def serverless(spec: Spec, folder: Path) -> Path:
    """A serverless.yml whose distribution is made by the plugin's way."""
    function = filled(
        {
            "handler": "edge.handler",
            "role": "Role",
            "image": "1.dkr.ecr.us-east-1.amazonaws.com/x:1" if spec.image else "",
            "memorySize": spec.memory,
            "timeout": spec.timeout,
            "environment": dict.fromkeys(spec.variables, "x"),
            "vpc": {"subnetIds": ["subnet-1"]} if spec.vpc else None,
            "onError": "arn:aws:sns:us-east-1:1:x" if spec.dead_letter_queue else "",
            "layers": ["arn:aws:lambda:us-east-1:1:layer:a:1"] * spec.layers,
            "tracing": spec.tracing,
            "architecture": spec.architecture,
            "ephemeralStorageSize": spec.ephemeral_storage,
            "provisionedConcurrency": spec.provisioned,
            "reservedConcurrency": spec.reserved,
            "runtimeManagement": {"FunctionUpdate": "onFunctionUpdate"}.get(spec.update, ""),
            "package": {"artifact": spec.code} if spec.code else None,
        }
    )
    arns: dict[str, object] = {
        "numbered": {"Ref": "EdgeLambdaVersionAbc"},
        "none": {"Fn::GetAtt": ["EdgeLambdaFunction", "Arn"]},
    }
    service = {
        "service": "edge",
        "provider": {"name": "aws", "runtime": spec.runtime, "region": spec.region},
        "functions": {"edge": function},
        "resources": {"Resources": _resources(spec, arns[spec.version])},
    }
    path = folder / "serverless.yml"
    path.write_text(yaml.safe_dump(service, sort_keys=False), encoding="utf-8")
    return path


def _hcl(value: object, margin: int = 0) -> str:
    pad = "  " * (margin + 1)
    match value:
        case dict():
            body = "".join(
                f"{pad}{key} = {_hcl(each, margin + 1)}\n" for key, each in value.items()
            )
            return "{\n" + body + "  " * margin + "}"
        case list():
            return "[" + ", ".join(_hcl(each, margin) for each in value) + "]"
        case str() if value.startswith("aws_"):
            return value
    return json.dumps(value)


def _block(kind: str, body: Mapping[str, object], margin: int = 1) -> str:
    pad = "  " * margin
    lines = ""
    for key, value in body.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(value, tuple):
                lines += _block(key, each, margin + 1)
            else:
                lines += f"{pad}  {key} = {_hcl(each, margin)}\n"
    return f"{pad}{kind} {{\n{lines}{pad}}}\n"


def _terraform_function(spec: Spec) -> dict[str, object]:
    return filled(
        {
            "function_name": "edge",
            "filename": spec.code or "edge.zip",
            "role": "aws_iam_role.edge.arn",
            "runtime": "" if spec.image else spec.runtime,
            "handler": "" if spec.image else "edge.handler",
            "publish": spec.version != "$LATEST",
            "memory_size": spec.memory,
            "timeout": spec.timeout,
            "layers": ["arn:aws:lambda:us-east-1:1:layer:a:1"] * spec.layers,
            "architectures": [spec.architecture] if spec.architecture else None,
            "package_type": "Image" if spec.image else "",
            "reserved_concurrent_executions": spec.reserved,
            "source_kms_key_arn": "arn:aws:kms:us-east-1:1:key/k" if spec.package_key else "",
            "environment": ({"variables": dict.fromkeys(spec.variables, "x")},)
            if spec.variables
            else None,
            "vpc_config": ({"subnet_ids": ["subnet-1"], "security_group_ids": []},)
            if spec.vpc
            else None,
            "dead_letter_config": ({"target_arn": "arn:aws:sqs:us-east-1:1:q"},)
            if spec.dead_letter_queue
            else None,
            "tracing_config": ({"mode": spec.tracing},) if spec.tracing else None,
            "ephemeral_storage": ({"size": spec.ephemeral_storage},)
            if spec.ephemeral_storage
            else None,
        }
    )


def _terraform(spec: Spec) -> dict[tuple[str, str], dict[str, object]]:
    arn = {
        "numbered": "aws_lambda_function.edge.qualified_arn",
        "$LATEST": "aws_lambda_function.edge.qualified_arn",
        "alias": "aws_lambda_alias.live.arn",
        "none": "aws_lambda_function.edge.arn",
    }[spec.version]

    def behavior(events: tuple[str, ...]) -> dict[str, object]:
        return {
            "target_origin_id": "site",
            "lambda_function_association": tuple(
                {"event_type": event, "lambda_arn": arn, "include_body": spec.include_body}
                for event in events
            ),
        }

    default = behavior(spec.events) | filled(
        {
            "grpc_config": ({"enabled": True},) if spec.grpc else None,
            "smooth_streaming": spec.smooth_streaming,
            "function_association": (
                {"event_type": spec.viewer_function, "function_arn": "arn:aws:cloudfront::1:f/x"},
            )
            if spec.viewer_function
            else None,
        }
    )
    more = tuple(behavior((spec.event,)) | {"path_pattern": f"/{i}"} for i in range(spec.behaviors))
    resources: dict[tuple[str, str], dict[str, object]] = {
        ("aws_lambda_function", "edge"): _terraform_function(spec),
        ("aws_lambda_alias", "live"): {"function_name": "aws_lambda_function.edge.function_name"},
        ("aws_iam_role", "edge"): {"assume_role_policy": json.dumps(trust(spec))},
        ("aws_iam_role_policy", "logs"): {
            "role": "aws_iam_role.edge.id",
            "policy": json.dumps(role_policy(spec)),
        },
        ("aws_cloudfront_distribution", "site"): {
            "default_cache_behavior": (default,),
            "ordered_cache_behavior": more,
        },
    }
    if spec.provisioned:
        resources["aws_lambda_provisioned_concurrency_config", "edge"] = {
            "function_name": "aws_lambda_function.edge.function_name",
            "provisioned_concurrent_executions": spec.provisioned,
        }
    if spec.update:
        resources["aws_lambda_runtime_management_config", "edge"] = {
            "function_name": "aws_lambda_function.edge.function_name",
            "update_runtime_on": spec.update,
        }
    return resources


def terraform(spec: Spec, folder: Path) -> Path:
    """A folder with main.tf."""
    text = f'provider "aws" {{\n  region = "{spec.region}"\n}}\n'
    for (kind, name), body in _terraform(spec).items():
        text += _block(f'resource "{kind}" "{name}"', body, 0)
    (folder / "main.tf").write_text(text, encoding="utf-8")
    return folder


def plan(spec: Spec, folder: Path) -> Path:
    """What `terraform show -json` prints of a plan."""
    planned, configured = [], []
    for (kind, name), body in _terraform(spec).items():
        address = f"{kind}.{name}"
        known, expressions = _split(body)
        planned.append(
            {"address": address, "mode": "managed", "type": kind, "name": name, "values": known}
        )
        configured.append(
            {"address": address, "provider_config_key": "aws", "expressions": expressions}
        )
    region = {"constant_value": spec.region}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": planned}},
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "expressions": {"region": region}}},
            "root_module": {"resources": configured},
        },
    }
    path = folder / "plan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _split(body: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """What a plan knows before it is carried out, and what the configuration says."""
    known: dict[str, object] = {}
    expressions: dict[str, object] = {}
    for key, value in body.items():
        if isinstance(value, tuple):
            pairs = [_split(each) for each in value]
            known[key] = [one for one, _ in pairs]
            expressions[key] = [other for _, other in pairs]
        elif isinstance(value, str) and value.startswith("aws_"):
            expressions[key] = {"references": [value, value.rpartition(".")[0]]}
        else:
            known[key] = value
            expressions[key] = {"constant_value": value}
    return known, expressions


Write = Callable[[Spec, Path], Path]
FORMATS: Final[dict[str, Write]] = {
    "sam": sam,
    "cdk": cdk,
    "serverless": serverless,
    "terraform": terraform,
    "plan": plan,
}
