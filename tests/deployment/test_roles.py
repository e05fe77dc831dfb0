"""What is made of the policies of an execution role."""

from pathlib import Path

import pytest
import yaml

from edgeconform.model import Json
from tests.deployment.in_cloudformation import sam
from tests.deployment.in_terraform import terraform
from tests.deployment.inspected import codes
from tests.deployment.spec import Spec


def with_role(tmp_path: Path, **properties: Json) -> Path:
    """A template whose role has these properties, None leaving one out."""
    path = sam(Spec(), tmp_path)
    template = yaml.safe_load(path.read_text(encoding="utf-8"))
    role = template["Resources"]["Role"]["Properties"]
    kept = {name: value for name, value in {**role, **properties}.items() if value is not None}
    template["Resources"]["Role"]["Properties"] = kept
    path.write_text(yaml.safe_dump(template), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", []),
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole", []),
        ("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", ["EC924"]),
        ("arn:aws:iam::111122223333:policy/of-our-own", []),
        ("arn:aws-cn:iam::111122223333:policy/team/of-our-own", []),
    ],
)
def test_managed_policies(policy: str, expected: list[str], tmp_path: Path) -> None:
    """What a policy of the user's own allows is not in the template: nothing is said."""
    assert codes(with_role(tmp_path, Policies=None, ManagedPolicyArns=[policy])) == expected


@pytest.mark.parametrize("name", ["Policies", "ManagedPolicyArns"])
def test_policies_that_are_not_certain(name: str, tmp_path: Path) -> None:
    """A condition chooses between two lists: nothing is said."""
    chosen = {"Fn::If": ["Small", [{"Ref": "A"}], [{"Ref": "A"}, {"Ref": "B"}]]}
    assert codes(with_role(tmp_path, **{"Policies": None, name: chosen})) == []


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], []),
        (["Logs:createloggroup", "LOGS:CreateLogStream", "logs:put*"], []),
        (["logs:CreateLog*"], ["EC924"]),
        ("*", []),
        ("*:*", []),
        ("s3:*", ["EC924"]),
    ],
)
def test_log_actions(actions: Json, expected: list[str], tmp_path: Path) -> None:
    """Wildcards and case are those of IAM."""
    statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": statement}
    policies = [{"PolicyName": "logs", "PolicyDocument": document}]
    assert codes(with_role(tmp_path, Policies=policies)) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("sts:AssumeRole", []),
        ("STS:assumerole", []),
        ("sts:*", []),
        (["sts:TagSession", "sts:Assume*"], []),
        ("sts:TagSession", ["EC903"]),
    ],
)
def test_who_may_assume_a_role(action: Json, expected: list[str], tmp_path: Path) -> None:
    """The action of a trust policy is written as any other."""
    services = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
    statement = {"Effect": "Allow", "Action": action, "Principal": {"Service": services}}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    assert codes(with_role(tmp_path, AssumeRolePolicyDocument=trust)) == expected


EDGE = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        ({"Service": EDGE}, []),
        ({"Service": "lambda.amazonaws.com"}, ["EC903"]),
        ({"Service": {"Fn::Sub": "lambda.${AWS::URLSuffix}"}}, ["EC903"]),
        (
            {"Service": [EDGE[0], {"Fn::Join": ["", ["edgelambda.", {"Ref": "AWS::URLSuffix"}]]}]},
            [],
        ),
        ({"Service": {"Ref": "Service"}}, []),
        ("*", []),
        ({"AWS": "*"}, []),
        ({"AWS": "arn:aws:iam::111122223333:root"}, ["EC903"]),
    ],
)
def test_principals(principal: Json, expected: list[str], tmp_path: Path) -> None:
    """Everybody includes services; the suffix of AWS's addresses is the same for all of them."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
    path = with_role(tmp_path, AssumeRolePolicyDocument={"Statement": [statement]})
    template = yaml.safe_load(path.read_text(encoding="utf-8"))
    template["Parameters"] = {"Service": {"Type": "String"}}
    path.write_text(yaml.safe_dump(template), encoding="utf-8")
    assert codes(path) == expected


@pytest.mark.parametrize(("role", "expected"), [("edge", []), ("another", ["EC924"])])
def test_a_policy_that_names_its_role(role: str, expected: list[str], tmp_path: Path) -> None:
    path = with_role(tmp_path, Policies=None, RoleName="edge")
    template = yaml.safe_load(path.read_text(encoding="utf-8"))
    logs = {"Statement": {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}}
    template["Resources"]["Logs"] = {
        "Type": "AWS::IAM::Policy",
        "Properties": {"PolicyName": "logs", "PolicyDocument": logs, "Roles": [role]},
    }
    path.write_text(yaml.safe_dump(template), encoding="utf-8")
    assert codes(path) == expected


ATTACHED = """
resource "aws_iam_role_policy_attachment" "logs" {
  role       = "edge"
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
"""


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("", ["EC924"]),
        (ATTACHED, []),
        ('module "logs" {\n  source = "a/logs/aws"\n  role = aws_iam_role.edge.name\n}\n', []),
        ('module "logs" {\n  source = "a/logs/aws"\n  role = "another"\n}\n', ["EC924"]),
    ],
)
def test_policies_that_reach_a_role_of_terraform(
    added: str, expected: list[str], tmp_path: Path
) -> None:
    """By its name, or by a module of which only the call is here."""
    path = terraform(Spec(), tmp_path) / "main.tf"
    before, _, after = path.read_text().partition('resource "aws_iam_role_policy" "logs"')
    named = before.replace('"aws_iam_role" "edge" {', '"aws_iam_role" "edge" {\n  name = "edge"')
    path.write_text(named + after.partition("\n}\n")[2] + added)
    assert codes(tmp_path) == expected


def test_managed_policies_of_terraform_that_are_not_certain(tmp_path: Path) -> None:
    path = terraform(Spec(), tmp_path) / "main.tf"
    before, _, after = path.read_text().partition('resource "aws_iam_role_policy" "logs"')
    role = '"aws_iam_role" "edge" {'
    listed = before.replace(role, f"{role}\n  managed_policy_arns = var.policies")
    path.write_text(listed + after.partition("\n}\n")[2])
    assert codes(tmp_path) == []
