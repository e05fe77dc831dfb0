"""Each check in each format: a template that it finds, and a near miss that nothing finds."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from edgeconform.checks import deployment_checks
from edgeconform.schemas import NEWEST
from tests.deployment.deployments import FORMATS
from tests.deployment.inspected import codes, findings
from tests.deployment.spec import BOTH, LOGS, Spec


@dataclass(frozen=True, kw_only=True)
class Case:
    """`lacking` are the formats in which this cannot be said."""

    code: str
    bad: Spec
    good: Spec
    table: str = NEWEST
    lacking: tuple[str, ...] = ()


ORIGIN = "origin-request"
SIMPLE = ("serverless",)
TERRAFORM = ("terraform", "terraform-json", "plan")
CASES = (
    Case(code="EC901", bad=Spec(region="eu-west-1"), good=Spec(region="us-east-1")),
    Case(code="EC902", bad=Spec(version="none"), good=Spec(version="numbered")),
    Case(code="EC902", bad=Spec(version="$LATEST"), good=Spec(), lacking=SIMPLE),
    Case(code="EC902", bad=Spec(version="alias"), good=Spec(), lacking=SIMPLE),
    Case(code="EC903", bad=Spec(services=BOTH[:1]), good=Spec(services=(*BOTH, "x.amazonaws.com"))),
    Case(code="EC904", bad=Spec(variables=("TABLE",)), good=Spec(variables=())),
    Case(code="EC905", bad=Spec(vpc=True), good=Spec(vpc=False)),
    Case(code="EC906", bad=Spec(dead_letter_queue=True), good=Spec()),
    Case(code="EC907", bad=Spec(layers=2), good=Spec(layers=0)),
    Case(code="EC908", bad=Spec(tracing="Active"), good=Spec(tracing="PassThrough")),
    Case(code="EC909", bad=Spec(provisioned=1), good=Spec()),
    Case(code="EC910", bad=Spec(reserved=5), good=Spec(), table="2023-03"),
    Case(code="EC911", bad=Spec(image=True), good=Spec()),
    Case(code="EC912", bad=Spec(architecture="arm64"), good=Spec(architecture="x86_64")),
    Case(code="EC913", bad=Spec(ephemeral_storage=513), good=Spec(ephemeral_storage=512)),
    Case(code="EC914", bad=Spec(package_key=True), good=Spec(), lacking=SIMPLE),
    Case(
        code="EC915",
        bad=Spec(code_storage="REFERENCE"),
        good=Spec(code_storage="COPY"),
        lacking=(*SIMPLE, *TERRAFORM),
    ),
    Case(code="EC916", bad=Spec(update="FunctionUpdate"), good=Spec(update="Auto")),
    Case(code="EC917", bad=Spec(runtime="nodejs12.x"), good=Spec(runtime="nodejs24.x")),
    Case(code="EC917", bad=Spec(runtime="ruby3.3"), good=Spec(runtime="nodejs99.x")),
    Case(code="EC917", bad=Spec(runtime="python2.7"), good=Spec(runtime="python3.99")),
    Case(code="EC917", bad=Spec(runtime="nodejs4.3"), good=Spec(runtime="nodejs24.x")),
    Case(code="EC918", bad=Spec(memory=129), good=Spec(memory=129, event=ORIGIN)),
    Case(code="EC919", bad=Spec(timeout=31), good=Spec(timeout=30)),
    Case(
        code="EC919",
        bad=Spec(timeout=6),
        good=Spec(timeout=6, event=ORIGIN),
        table="2023-03",
    ),
    Case(
        code="EC920",
        bad=Spec(also_at=("viewer-request",)),
        good=Spec(also_at=("viewer-response", ORIGIN)),
    ),
    Case(
        code="EC921",
        bad=Spec(viewer_function="viewer-response"),
        good=Spec(event=ORIGIN, viewer_function="viewer-response"),
    ),
    Case(
        code="EC922",
        bad=Spec(event="origin-response", include_body=True),
        good=Spec(event=ORIGIN, include_body=True),
    ),
    Case(code="EC924", bad=Spec(log_actions=LOGS[:2]), good=Spec(log_actions=("logs:*",))),
    Case(code="EC924", bad=Spec(log_region="us-east-1"), good=Spec(log_region="*")),
    Case(code="EC925", bad=Spec(grpc=True), good=Spec(grpc=False)),
    Case(code="EC926", bad=Spec(smooth_streaming=True), good=Spec()),
    Case(code="EC927", bad=Spec(behaviors=100), good=Spec(behaviors=99)),
)
ELSEWHERE = {"EC603": "test_packages", "EC923": "test_forwarding"}
RUNS = [
    pytest.param(case, name, id=f"{case.code}-{index}-{name}")
    for index, case in enumerate(CASES)
    for name in FORMATS
    if name not in case.lacking
]


@pytest.mark.parametrize(("case", "name"), RUNS)
def test_bad_and_good(case: Case, name: str, tmp_path: Path) -> None:
    folders = tmp_path / "bad", tmp_path / "good"
    for folder in folders:
        folder.mkdir()
    bad, good = (FORMATS[name](s, f) for s, f in zip((case.bad, case.good), folders, strict=True))
    assert codes(bad, table=case.table) == [case.code]
    assert codes(good, table=case.table) == []


def test_every_check_has_a_case() -> None:
    tested = {case.code for case in CASES} | ELSEWHERE.keys()
    assert tested == {check.code for check in deployment_checks()}


@pytest.mark.parametrize("name", FORMATS)
def test_a_finding_names_a_line_of_the_template(name: str, tmp_path: Path) -> None:
    """The plan is one line."""
    path = FORMATS[name](Spec(timeout=31), tmp_path)
    (found,) = findings(path)
    line = Path(found.source.file).read_text(encoding="utf-8").splitlines()[found.source.line - 1]
    assert "31" in line


SHARED_ROLE = """\
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
"""
ONE_OF_THREE = """\
  F%d:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs24.x, Handler: index.handler, Role: !GetAtt Role.Arn}
  V%d: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F%d}}
  S%d:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref V%d}
"""


def test_a_role_of_several_functions_is_told_once(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    functions = "".join(ONE_OF_THREE % ((number,) * 5) for number in (1, 2, 3))
    template.write_text(SHARED_ROLE + functions, encoding="utf-8")
    trust, logs = findings(template)
    assert (trust.code, logs.code) == ("EC903", "EC924")
    assert trust.message.startswith("Role, the role of F1, F2 and F3, cannot be assumed by")
    assert logs.message.startswith("Role, the role of F1, F2 and F3, does not allow logs:")
