"""The deployment in the words of the Serverless Framework."""

from pathlib import Path

import yaml

from tests.deployment.in_cloudformation import resources_around
from tests.deployment.spec import Spec, filled


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
        "resources": {"Resources": resources_around(spec, arns[spec.version])},
    }
    path = folder / "serverless.yml"
    path.write_text(yaml.safe_dump(service, sort_keys=False), encoding="utf-8")
    return path
