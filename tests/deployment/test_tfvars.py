"""The files that give Terraform's variables their values."""

from pathlib import Path

import pytest

from tests.deployment.inspected import codes

MAIN = """\
variable "region" { default = "eu-west-1" }
variable "memory" {}
provider "aws" { region = var.region }
resource "aws_lambda_function" "edge" {
  publish     = true
  memory_size = var.memory
}
resource "aws_cloudfront_distribution" "site" {
  default_cache_behavior {
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.edge.qualified_arn
    }
  }
}
"""
HOME = 'region = "us-east-1"\n'
ABROAD = 'region = "eu-west-1"\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ["EC901"]),
        ({"terraform.tfvars": HOME}, []),
        ({"terraform.tfvars.json": '{"region": "us-east-1", "memory": 512}'}, ["EC918"]),
        ({"terraform.tfvars": ABROAD, "site.auto.tfvars": HOME}, []),
        ({"terraform.tfvars": HOME, "site.auto.tfvars": ABROAD}, ["EC901"]),
        ({"terraform.tfvars": HOME + "memory = 512"}, ["EC918"]),
        ({"prod.tfvars": HOME}, []),
        ({"env/prod.tfvars": HOME}, []),
        ({"env/prod.tfvars": ABROAD}, ["EC901"]),
        ({"env/prod.tfvars": "memory = 512"}, ["EC901"]),
        ({"terraform.tfvars": HOME, "env/test.tfvars": ABROAD}, []),
        ({"other/main.tf": "", "other/terraform.tfvars": HOME}, ["EC901"]),
        ({"env/prod.tfvars": "region = ["}, ["EC901"]),
    ],
)
def test_files_of_variables(files: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    """What Terraform loads itself counts; a file that may be chosen makes a value uncertain."""
    (tmp_path / "main.tf").write_text(MAIN, encoding="utf-8")
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert codes(tmp_path) == expected
