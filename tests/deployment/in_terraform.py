"""The deployment in the words of Terraform, and as a plan of it."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.deployment.spec import Spec, filled, role_policy, trust


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


def _function(spec: Spec) -> dict[str, object]:
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


def _distribution(spec: Spec) -> dict[str, object]:
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
    return {"default_cache_behavior": (default,), "ordered_cache_behavior": more}


def _terraform(spec: Spec) -> dict[tuple[str, str], dict[str, object]]:
    function_name = "aws_lambda_function.edge.function_name"
    resources: dict[tuple[str, str], dict[str, object]] = {
        ("aws_lambda_function", "edge"): _function(spec),
        ("aws_lambda_alias", "live"): {"function_name": function_name},
        ("aws_iam_role", "edge"): {"assume_role_policy": json.dumps(trust(spec))},
        ("aws_iam_role_policy", "logs"): {
            "role": "aws_iam_role.edge.id",
            "policy": json.dumps(role_policy(spec)),
        },
        ("aws_cloudfront_distribution", "site"): _distribution(spec),
    }
    if spec.provisioned:
        resources["aws_lambda_provisioned_concurrency_config", "edge"] = {
            "function_name": function_name,
            "provisioned_concurrent_executions": spec.provisioned,
        }
    if spec.update:
        resources["aws_lambda_runtime_management_config", "edge"] = {
            "function_name": function_name,
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


def terraform_json(spec: Spec, folder: Path) -> Path:
    """The same in Terraform's JSON syntax."""
    resources: dict[str, dict[str, object]] = {}
    for (kind, name), body in _terraform(spec).items():
        resources.setdefault(kind, {})[name] = _json(body)
    document = {"provider": {"aws": [{"region": spec.region}]}, "resource": resources}
    text = json.dumps(document, indent=1)
    (folder / "main.tf.json").write_text(text, encoding="utf-8")
    return folder


def _json(value: object) -> object:
    match value:
        case dict():
            return {key: _json(each) for key, each in value.items()}
        case tuple() | list():
            return [_json(each) for each in value]
        case str() if value.startswith("aws_"):
            return f"${{{value}}}"
    return value


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
