"""The deployment in the words of CloudFormation: AWS SAM, and what the CDK makes."""

import json
from pathlib import Path
from typing import Any

import yaml

from tests.deployment.spec import Spec, filled, role_policy, trust


def resources_around(spec: Spec, arn: object) -> dict[str, Any]:
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
            **resources_around(spec, arns[spec.version]),
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
        **resources_around(spec, arns[spec.version]),
    }
    return _assembly(spec.region, {"Resources": resources}, folder / "cdk.out")


def _assembly(region: str, template: dict[str, Any], out: Path) -> Path:
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": f"aws://unknown-account/{region}",
        "properties": {"templateFile": "Site.template.json"},
    }
    manifest = {"version": "36.0.0", "artifacts": {"Site": stack}}
    out.mkdir()
    (out / "Site.template.json").write_text(json.dumps(template, indent=1))
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1))
    return out
