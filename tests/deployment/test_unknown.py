"""What a template does not decide is unknown, and never a finding."""

from pathlib import Path

import pytest

from edgeconform.deployment import read
from edgeconform.errors import TemplateError
from edgeconform.model.deployment import Deployment
from tests.deployment.inspected import codes, findings

SAM = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Runtime: {Type: String}
  Size: {Type: Number, Default: 512}
  Role: {Type: String}
Conditions:
  Traced: !Equals [!Ref Runtime, x]
Mappings:
  Sizes: {prod: {timeout: 60}}
Resources:
  Edge:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      Role: !Ref Role
      %s
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: %s}
"""


def sam(folder: Path, setting: str, arn: str = "!Ref Edge.Version") -> Path:
    path = folder / "template.yaml"
    path.write_text(SAM % (setting, arn), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "config",
    ["default = 1", "[default]\ndeploy = 3", "[default.deploy]\nparameters = []", "region = ["],
)
def test_a_samconfig_of_another_shape_tells_no_region(tmp_path: Path, config: str) -> None:
    (tmp_path / "samconfig.toml").write_text(config, encoding="utf-8")
    [deployment] = read(sam(tmp_path, "Timeout: 5"))
    assert [function.region for function in deployment.functions] == [None]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("Runtime: !Ref Runtime", []),
        ("Runtime: !ImportValue shared-runtime", []),
        ("MemorySize: !Ref Size", ["EC918"]),
        ('MemorySize: "512"', ["EC918"]),
        ("Timeout: !FindInMap [Sizes, prod, timeout]", ["EC919"]),
        ("Timeout: !FindInMap [Sizes, !Ref Runtime, timeout]", []),
        ("Tracing: !If [Traced, Active, PassThrough]", []),
        ("Tracing: !If [Traced, Active, Active]", ["EC908"]),
        ("Tracing: !Sub 'Act${Runtime}'", []),
        ("VpcConfig: !If [Traced, {SubnetIds: [a]}, !Ref AWS::NoValue]", []),
        ("VpcConfig: !Ref AWS::NoValue", []),
        ("Environment: {Variables: !Ref Runtime}", []),
        ("Environment: {Variables: {}}", []),
        ("Environment: {Variables: {A: !Ref Runtime}}", ["EC904"]),
        ("Environment: {Variables: {A: !If [Traced, 1, !Ref AWS::NoValue]}}", []),
        ("Environment: {Variables: {A: !If [Traced, 1, 2]}}", ["EC904"]),
        ("Environment: {Variables: !If [Traced, {A: 1}, {A: 2, B: 3}]}", ["EC904"]),
        ("Environment: {Variables: !If [Traced, {A: 1}, {B: 2}]}", []),
        ("Environment: !If [Traced, {Variables: {A: 1}}, !Ref AWS::NoValue]", []),
        ("Environment: {Variables: {A: !Sub '${AWS::Region}'}}", ["EC904"]),
        ("Layers: []", []),
        ("Layers: ['']", []),
        ("Layers: [!Ref Layer]", ["EC907"]),
        ("Layers: !Split [',', !Ref Runtime]", []),
        ("Architectures: [!Ref Runtime]", []),
        ("DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}", ["EC906"]),
        ("Fn::Transform: {Name: AWS::Include}", []),
    ],
)
def test_settings_of_sam(setting: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(sam(tmp_path, setting)) == expected


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("!Ref Edge.Version", []),
        ("!Ref Edge", ["EC902"]),
        ("!GetAtt Edge.Arn", ["EC902"]),
        ("!Ref Edge.Alias", ["EC902"]),
        ("!Ref EdgeAliaslive", ["EC902"]),
        ("!Ref EdgeVersion0123456789", []),
        ("!Ref EdgeUrl", []),
        ("!Sub '${Edge.Arn}:$LATEST'", ["EC902"]),
        ("!Sub '${Edge.Arn}:live'", ["EC902"]),
        ("!Sub '${Edge.Arn}:${Edge.Version}'", []),
        ("!Join [':', [!GetAtt Edge.Arn, 3]]", []),
        ("!Join [':', [!GetAtt Edge.Arn, !Ref Runtime]]", []),
        ("!Sub 'arn:aws:lambda:us-east-1:${AWS::AccountId}:function:${Edge}:1'", []),
        ("!Sub 'arn:aws:lambda:us-east-1:${AWS::AccountId}:function:${Edge}'", ["EC902"]),
        ("arn:aws:lambda:us-east-1:123456789012:function:other:7", []),
        ("arn:aws:lambda:eu-west-1:123456789012:function:other:7", ["EC901"]),
        ("arn:aws:lambda:us-east-1:123456789012:function:other:$LATEST", ["EC902"]),
        ("!ImportValue edge-version", []),
        ("!GetAtt Custom.FunctionArn", []),
        ("!Ref Runtime", []),
    ],
)
def test_names_of_functions(arn: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(sam(tmp_path, "Timeout: 3", arn)) == expected


SERVERLESS = """\
service: edge
provider:
  name: aws
  runtime: nodejs24.x
  stage: ${opt:stage, 'dev'}
  %s
custom:
  memory: {dev: 512}
  names: ${file(names.yml)}
functions:
  edge:
    handler: edge.handler
    memorySize: 128
    %s
    lambdaAtEdge: {distribution: Elsewhere, eventType: viewer-request}
"""


@pytest.mark.parametrize(
    ("provider", "function", "expected"),
    [
        ("memorySize: 128", "timeout: 5", []),
        ("memorySize: 128", "memorySize: 512", ["EC918"]),
        ("region: ${opt:region}", "timeout: 5", []),
        ("region: ${opt:region, 'eu-west-1'}", "timeout: 5", ["EC901"]),
        ("region: ${env:REGION}", "timeout: 5", []),
        ("environment: {A: b}", "timeout: 5", []),
        ("vpc: {subnetIds: [a]}", "timeout: 5", ["EC905"]),
        ("vpc: {subnetIds: [a]}", "vpc: ~", []),
        ("tracing: {lambda: true}", "timeout: 5", ["EC908"]),
        ("tracing: {lambda: true}", "tracing: PassThrough", []),
        ("memorySize: 1", "memorySize: ${self:custom.memory.dev}", ["EC918"]),
        ("memorySize: 1", "memorySize: ${self:custom.memory.${self:provider.stage}}", ["EC918"]),
        ("memorySize: 1", "memorySize: ${ssm:/size}", []),
        ("vpc: ${self:custom.vpc.${opt:network}}", "timeout: 5", []),
        ("vpc: {subnetIds: '${ssm:/subnets}'}", "timeout: 5", ["EC905"]),
        ("memorySize: 1", "onError: ${param:queue}", []),
        ("memorySize: 1", "onError: !GetAtt Queue.Arn", ["EC906"]),
        ("memorySize: 1", "timeout: ${self:custom.names.timeout}", ["EC919"]),
    ],
)
def test_variables_of_serverless(
    provider: str, function: str, expected: list[str], tmp_path: Path
) -> None:
    text = SERVERLESS % (provider, function)
    if function.startswith("memorySize"):
        text = text.replace("    memorySize: 128\n", "")
    (tmp_path / "serverless.yml").write_text(text, encoding="utf-8")
    (tmp_path / "names.yml").write_text("timeout: 40\n", encoding="utf-8")
    assert codes(tmp_path) == expected


@pytest.mark.parametrize(
    ("provider", "expected"),
    [("x: 1", ["EC918"]), ("vpc: {subnetIds: [a]}", ["EC905", "EC918"])],
)
def test_the_event_of_the_framework_has_defaults_of_its_own(
    provider: str, expected: list[str], tmp_path: Path
) -> None:
    """A plugin gets 1,024 MB; the `cloudFront` event 128, and neither variables nor a VPC."""
    text = (SERVERLESS % (provider, "environment: {A: b}")).replace("    memorySize: 128\n", "")
    path = tmp_path / "serverless.yml"
    path.write_text(text, encoding="utf-8")
    assert codes(path) == expected
    plugin = "lambdaAtEdge: {distribution: Elsewhere, eventType: viewer-request}"
    event = "events: [{cloudFront: {eventType: viewer-request, origin: s3://x}}]"
    path.write_text(text.replace(plugin, event), encoding="utf-8")
    assert codes(path) == []


TERRAFORM = """\
variable "open" {}
variable "size" { default = 512 }
locals { layers = ["a"] }
provider "aws" { region = var.open }
provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}
resource "aws_lambda_function" "edge" {
  provider = aws.edge
  role     = var.open
  filename = "x.zip"
  runtime  = "nodejs24.x"
  %s
}
resource "aws_cloudfront_distribution" "site" {
  default_cache_behavior {
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = %s
    }
  }
}
"""
ARN = "aws_lambda_function.edge.qualified_arn"


@pytest.mark.parametrize(
    ("setting", "arn", "expected"),
    [
        ("publish = true", ARN, []),
        ("publish = false", ARN, ["EC902"]),
        ("publish = var.open", ARN, []),
        ("timeout = 3", ARN, ["EC902"]),
        ("publish = true", f'"${{{ARN}}}"', []),
        ("publish = true", "aws_lambda_function.edge.arn", ["EC902"]),
        (
            "publish = true",
            '"${aws_lambda_function.edge.arn}:${aws_lambda_function.edge.version}"',
            [],
        ),
        ("publish = true", 'join("", aws_lambda_function.edge[*].qualified_arn)', []),
        ("publish = true", "data.aws_lambda_function.other.qualified_arn", []),
        ("publish = true", "var.open", []),
        ("publish = true\n  memory_size = var.size", ARN, ["EC918"]),
        ("publish = true\n  memory_size = var.open", ARN, []),
        ("publish = true\n  memory_size = var.open ? 128 : 512", ARN, []),
        ("publish = true\n  layers = local.layers", ARN, ["EC907"]),
        ("publish = true\n  layers = concat(local.layers, [])", ARN, ["EC907"]),
        ("publish = true\n  layers = concat(var.open, [])", ARN, []),
        ("publish = true\n  reserved_concurrent_executions = -1", ARN, []),
        (
            (
                'publish = true\n  dynamic "environment" {\n    for_each = var.open\n    content {'
                "\n      variables = { A = 1 }\n    }\n  }"
            ),
            ARN,
            [],
        ),
    ],
)
def test_expressions_of_terraform(
    setting: str, arn: str, expected: list[str], tmp_path: Path
) -> None:
    (tmp_path / "main.tf").write_text(TERRAFORM % (setting, arn), encoding="utf-8")
    assert codes(tmp_path) == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("template.yaml", "a: [", "template.yaml, line"),
        ("template.yaml", "a: b", "is none of the templates that are read"),
        ("serverless.yml", "edge: {handler: a.b}", "it has neither Resources, nor service"),
        ("serverless.ts", "export default {service: 'a'}", "a program is not run"),
        ("template.yaml", "\t- a", "template.yaml, line 1"),
        ("main.tf", 'resource "a" {', "main.tf"),
        ("template.json", "{", "template.json, line"),
    ],
)
def test_what_is_no_template_is_told_in_one_sentence(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        read(path)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ((), "*.tf.json"),
        (("cdk.json",), "*.tf.json; run cdk synth first, which writes cdk.out"),
        (("cdk.json", "infra/main.tf"), "; below it there is {}/infra: name what is deployed"),
        (
            ("a/template.yml", "b/serverless.yml", "c/main.tf", "d/main.tf", ".e/main.tf"),
            "there is {0}/a/template.yml, {0}/b/serverless.yml, {0}/c: name what is deployed",
        ),
    ],
)
def test_a_folder_without_template_says_where_one_may_be(
    tmp_path: Path, written: tuple[str, ...], said: str
) -> None:
    for name in written:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    with pytest.raises(TemplateError, match="holds no template") as raised:
        read(tmp_path)
    assert str(raised.value).endswith(said.format(tmp_path))


def test_values_that_multiply_have_an_end(tmp_path: Path) -> None:
    """Each alias stands for ten of the one before."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    path = tmp_path / "template.yaml"
    path.write_text("\n".join([*lines, "Resources: {}"]), encoding="utf-8")
    with pytest.raises(TemplateError, match="values once expanded"):
        read(path)


def only(path: Path) -> Deployment:
    (found,) = read(path)
    return found


def test_defaults_of_lambda(tmp_path: Path) -> None:
    (function,) = only(sam(tmp_path, "MemorySize: !Ref AWS::NoValue")).functions
    assert function.memory is not None
    assert function.timeout is not None
    assert (function.memory.value, function.timeout.value) == (128, 3)


def test_tabs_in_json(tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    path.write_text('{\n\t"Resources": {\n\t\t"A": {"Type": "AWS::X"}\n\t}\n}', encoding="utf-8")
    assert only(path).functions == ()


def test_each_association_is_looked_at(tmp_path: Path) -> None:
    """The same name stands for one function here, and for another one in another Region."""
    arn = "arn:aws:lambda:%s:123456789012:function:other:7"
    home, abroad = arn % "us-east-1", arn % "eu-west-1"
    path = sam(tmp_path, "Timeout: 3", home)
    path.write_text(
        path.read_text(encoding="utf-8")
        + f"            - {{EventType: origin-request, LambdaFunctionARN: {abroad}}}\n"
        + f"            - {{EventType: origin-request, LambdaFunctionARN: {home}}}\n"
        + f"            - {{EventType: origin-response, LambdaFunctionARN: {home}}}\n",
        encoding="utf-8",
    )
    last = len(path.read_text(encoding="utf-8").splitlines())
    found = [(each.code, last - each.source.line) for each in findings(path)]
    assert found == [("EC901", 2), ("EC920", 1)]
