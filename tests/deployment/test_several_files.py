"""Deployments in several files: stacks of CDK, modules of Terraform, plans."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from edgeconform.deployment import find, read
from tests.deployment.deployments import FORMATS
from tests.deployment.in_serverless import serverless
from tests.deployment.in_terraform import terraform
from tests.deployment.inspected import codes, findings
from tests.deployment.spec import Spec

EDGE: dict[str, Any] = {
    "Edge": {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Runtime": "nodejs24.x", "Timeout": 60},
    },
    "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Edge"}}},
}
PARAMETER = "/cdk/EdgeFunctionArn/eu-west-1/Site/Edge"


def site(arn: object) -> dict[str, Any]:
    association = {"EventType": "viewer-request", "LambdaFunctionARN": arn}
    behavior = {"LambdaFunctionAssociations": [association]}
    config = {"DistributionConfig": {"DefaultCacheBehavior": behavior}}
    return {"Site": {"Type": "AWS::CloudFront::Distribution", "Properties": config}}


def assembly(folder: Path, stacks: dict[str, tuple[str, dict[str, Any]]]) -> Path:
    artifacts = {}
    for name, (region, template) in stacks.items():
        (folder / f"{name}.json").write_text(json.dumps(template))
        artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "environment": f"aws://123456789012/{region}",
            "properties": {"templateFile": f"{name}.json"},
        }
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


def test_a_function_of_another_region_is_found_through_its_parameter(tmp_path: Path) -> None:
    """As CDK's EdgeFunction does it."""
    parameter = {"Name": PARAMETER, "Type": "String", "Value": {"Ref": "Version"}}
    reader = {"ParameterName": PARAMETER, "Region": "us-east-1"}
    edge = {**EDGE, "Parameter": {"Type": "AWS::SSM::Parameter", "Properties": parameter}}
    main = site({"Fn::GetAtt": ["Reader", "FunctionArn"]}) | {
        "Reader": {"Type": "Custom::CrossRegionStringParameterReader", "Properties": reader}
    }
    stacks = {
        "Site": ("eu-west-1", {"Resources": main}),
        "Edge": ("us-east-1", {"Resources": edge}),
    }
    (found,) = findings(assembly(tmp_path, stacks))
    assert (found.code, Path(found.source.file).name) == ("EC919", "Edge.json")


def test_a_function_is_found_through_an_export(tmp_path: Path) -> None:
    edge = {
        "Resources": EDGE,
        "Outputs": {"Out": {"Value": {"Ref": "Version"}, "Export": {"Name": "edge-version"}}},
    }
    stacks = {
        "Site": ("us-east-1", {"Resources": site({"Fn::ImportValue": "edge-version"})}),
        "Edge": ("us-east-1", edge),
    }
    assert codes(assembly(tmp_path, stacks)) == ["EC919"]


def test_a_function_is_found_through_a_reference_to_another_region(tmp_path: Path) -> None:
    """As CDK does it between stacks with `crossRegionReferences`."""
    name = "/cdk/exports/Site/Fnuseast1RefEdgeVersion14D7"
    writer = {"WriterProps": {"region": "eu-west-1", "exports": {name: {"Ref": "Version"}}}}
    edge = {**EDGE, "Out": {"Type": "Custom::CrossRegionExportWriter", "Properties": writer}}
    main = site({"Fn::GetAtt": ["Reader", name]}) | {
        "Reader": {"Type": "Custom::CrossRegionExportReader", "Properties": {}}
    }
    stacks = {
        "Site": ("eu-west-1", {"Resources": main}),
        "Edge": ("us-east-1", {"Resources": edge}),
    }
    assert codes(assembly(tmp_path, stacks)) == ["EC919"]


def test_stacks_may_name_their_functions_alike(tmp_path: Path) -> None:
    own = {"Resources": EDGE | site({"Ref": "Version"})}
    stacks = {"One": ("us-east-1", own), "Two": ("eu-west-1", own)}
    (deployment,) = read(assembly(tmp_path, stacks))
    assert [each.name for each in deployment.functions] == ["One/Edge", "Two/Edge"]
    assert codes(tmp_path) == ["EC901", "EC919", "EC919"]


MODULE = """\
variable "timeout" {}
resource "aws_lambda_function" "this" {
  publish  = true
  timeout  = var.timeout
  runtime  = "nodejs24.x"
  filename = "${path.module}/edge.zip"
  role     = "x"
}
output "arn" { value = aws_lambda_function.this.qualified_arn }
"""
ROOT = """\
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}
module "edge" {
  source    = "./edge"
  timeout   = %d
  %s
}
resource "aws_cloudfront_distribution" "site" {
  default_cache_behavior {
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = module.edge.arn
    }
  }
}
"""


@pytest.mark.parametrize(
    ("timeout", "providers", "expected"),
    [
        (5, "providers = { aws = aws.edge }", []),
        (31, "providers = { aws = aws.edge }", ["EC919"]),
        (5, "", ["EC901"]),
        (31, "count = 0", []),
        (31, "for_each = {}", []),
    ],
)
def test_a_local_module(timeout: int, providers: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "edge").mkdir()
    (tmp_path / "edge" / "main.tf").write_text(MODULE)
    (tmp_path / "main.tf").write_text(ROOT % (timeout, providers))
    assert codes(tmp_path) == expected


def test_modules_may_be_written_in_any_order(tmp_path: Path) -> None:
    """The module of the distribution comes first, and hands something to the other one too."""
    site = ROOT.partition("resource ")[2].replace("module.edge.arn", "var.arn")
    files = {
        "main.tf": """
module "cdn" {
  source = "./cdn"
  arn    = module.edge.arn
}
module "edge" {
  source  = "./edge"
  timeout = module.cdn.timeout
}
""",
        "cdn/main.tf": f'variable "arn" {{}}\noutput "timeout" {{ value = 31 }}\nresource {site}',
        "edge/main.tf": MODULE,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert codes(tmp_path) == ["EC919"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"${path.module}/edge.zip"', "edge/edge.zip"),
        ('"${path.root}/edge.zip"', "edge.zip"),
        ('"dist/edge.zip"', "dist/edge.zip"),
        ("var.given", "given.zip"),
    ],
)
def test_where_a_module_finds_its_package(written: str, expected: str, tmp_path: Path) -> None:
    """A path begins where Terraform is run, unless it says otherwise."""
    module = MODULE.replace('"${path.module}/edge.zip"', written)
    (tmp_path / "edge").mkdir()
    (tmp_path / "edge" / "main.tf").write_text(module + 'variable "given" {}\n')
    given = 'given = "${path.module}/given.zip"'
    (tmp_path / "main.tf").write_text(ROOT % (5, given))
    for name in ("edge/edge.zip", "edge.zip", "dist/edge.zip", "given.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (deployment,) = read(tmp_path)
    (function,) = deployment.functions
    assert function.code is not None
    assert function.code.value == tmp_path / expected


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("data.archive_file.edge.output_path", "src"),
        ('"edge.zip"', "src"),
        ('"other.zip"', "other.zip"),
    ],
)
def test_the_source_of_an_archive(filename: str, expected: str, tmp_path: Path) -> None:
    """The function may name the archive, or the file that it is written to."""
    path = terraform(Spec(code="{}"), tmp_path) / "main.tf"
    archive = '{\n  source_dir = "src"\n  output_path = "edge.zip"\n}\n'
    text = path.read_text().replace('"{}"', filename)
    path.write_text(f'{text}data "archive_file" "edge" {archive}')
    (deployment,) = read(tmp_path)
    (function,) = deployment.functions
    assert function.code is not None
    assert function.code.value == tmp_path / expected


REGISTRY = """\
module "lambda" {
  source         = "terraform-aws-modules/lambda/aws"
  runtime        = "nodejs24.x"
  timeout        = 31
  %s
}
module "cdn" {
  source = "terraform-aws-modules/cloudfront/aws"
  default_cache_behavior = {
    lambda_function_association = {
      viewer-request = { lambda_arn = module.lambda.lambda_function_qualified_arn }
    }
  }
}
"""


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("lambda_at_edge = true", ["EC919"]), ("publish = false", ["EC902", "EC919"])],
)
def test_modules_of_the_registry(setting: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(REGISTRY % setting)
    assert codes(tmp_path) == expected


TRUST = """\
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = [%s]
    }
  }
}
resource "aws_iam_role" "edge" {
  assume_role_policy = %s
}
"""
JSON = 'jsonencode({ Statement = [{ Action = "sts:AssumeRole", Principal = { Service = "%s" } }] })'


@pytest.mark.parametrize(
    ("identifiers", "policy", "expected"),
    [
        (
            '"lambda.amazonaws.com", "edgelambda.amazonaws.com"',
            "data.aws_iam_policy_document.trust.json",
            [],
        ),
        ('"lambda.amazonaws.com"', "data.aws_iam_policy_document.trust.json", ["EC903"]),
        ('"lambda.amazonaws.com", var.other', "data.aws_iam_policy_document.trust.json", []),
        ('"x"', JSON % "edgelambda.amazonaws.com", ["EC903"]),
        ('"x"', 'file("${path.module}/trust.json")', ["EC903"]),
        ('"x"', "var.trust", []),
    ],
)
def test_ways_to_write_a_trust_policy(
    identifiers: str, policy: str, expected: list[str], tmp_path: Path
) -> None:
    path = terraform(Spec(), tmp_path)
    main = (path / "main.tf").read_text()
    before, _, after = main.partition('resource "aws_iam_role" "edge"')
    rest = after.partition("\n}\n")[2]
    (path / "main.tf").write_text(before + TRUST % (identifiers, policy) + rest)
    trust = {"Statement": {"Action": "sts:AssumeRole", "Principal": {"Service": "x"}}}
    (path / "trust.json").write_text(json.dumps(trust))
    assert codes(path) == expected


def test_declared_functions_are_inspected_without_distribution(tmp_path: Path) -> None:
    """A role that trusts edgelambda, and a published version: meant for the edge."""
    path = FORMATS["sam"](Spec(variables=("A",), memory=512), tmp_path)
    text = path.read_text()
    path.write_text(text.replace("AWS::CloudFront::Distribution", "AWS::Other"))
    assert codes(path) == ["EC904"]


@pytest.mark.parametrize(("site", "expected"), [("AWS::CloudFront::Distribution", 1), ("X", 2)])
def test_a_role_of_the_edge_may_serve_others(site: str, expected: int, tmp_path: Path) -> None:
    """Where a function with the role is associated, another one with it need not be meant."""
    path = FORMATS["sam"](Spec(), tmp_path)
    template = yaml.safe_load(path.read_text())
    resources = template["Resources"]
    resources["Other"] = resources["Edge"]
    resources["Site"]["Type"] = site
    path.write_text(yaml.safe_dump(template))
    (deployment,) = read(path)
    assert len(deployment.functions) == expected


def test_plugins_of_serverless(tmp_path: Path) -> None:
    path = serverless(Spec(memory=512), tmp_path)
    text = path.read_text().replace("LambdaFunctionAssociations", "Other")
    for added in (
        "lambdaAtEdge: {distribution: Site, eventType: viewer-request}",
        "lambdaAtEdge: [{distribution: Elsewhere, eventType: viewer-response}]",
        "events: [{preExistingCloudFront: {distributionId: E1, eventType: viewer-request}}]",
    ):
        path.write_text(text.replace("memorySize:", f"{added}\n    memorySize:"))
        assert codes(path) == ["EC918"]


ONE = "{distributionId: E1, eventType: viewer-request}"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (ONE, ["EC920"]),
        ("{distributionId: E2, eventType: viewer-request}", []),
        ("{distributionId: '${env:SITE}', eventType: viewer-request}", []),
        ("{distributionId: E1, eventType: viewer-response}", []),
        ("{distributionId: E1, eventType: viewer-request, pathPattern: /a}", []),
        ("{distributionId: E1, eventType: viewer-request, stage: prod}", []),
    ],
)
def test_events_for_several_distributions_of_serverless(
    other: str, expected: list[str], tmp_path: Path
) -> None:
    """One function may be put to many distributions, or to another one at each stage."""
    path = serverless(Spec(), tmp_path)
    text = path.read_text().replace("LambdaFunctionAssociations", "Other")
    events = f"events: [{{preExistingCloudFront: {ONE}}}, {{preExistingCloudFront: {other}}}]"
    path.write_text(text.replace("memorySize:", f"{events}\n    memorySize:"))
    assert codes(path) == expected


def test_templates_are_found_by_their_names(tmp_path: Path) -> None:
    FORMATS["sam"](Spec(), tmp_path)
    FORMATS["cdk"](Spec(), tmp_path)
    (tmp_path / "infra").mkdir()
    FORMATS["terraform"](Spec(), tmp_path / "infra")
    (tmp_path / "node_modules").mkdir()
    FORMATS["serverless"](Spec(), tmp_path / "node_modules")
    names = [path.relative_to(tmp_path).as_posix() for path in find(tmp_path)]
    assert names == ["template.yaml", "cdk.out", "infra"]
