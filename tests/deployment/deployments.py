"""The same small deployment, written down for each of the tools."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.deployment.in_cloudformation import cdk, sam
from tests.deployment.in_serverless import serverless
from tests.deployment.in_terraform import plan, terraform, terraform_json
from tests.deployment.spec import Spec

Write = Callable[[Spec, Path], Path]
FORMATS: Final[dict[str, Write]] = {
    "sam": sam,
    "cdk": cdk,
    "serverless": serverless,
    "terraform": terraform,
    "terraform-json": terraform_json,
    "plan": plan,
}
