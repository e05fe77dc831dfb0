"""Nested stacks of CloudFormation, SAM and CDK."""

import json
from pathlib import Path
from typing import Any

import pytest

from edgeconform.deployment import read
from tests.deployment.inspected import codes
from tests.deployment.test_several_files import EDGE, assembly, site

ARN = {"Value": {"Ref": "Version"}}
FUNCTION: dict[str, Any] = {"Resources": EDGE, "Outputs": {"Arn": ARN}}
OUTPUT = {"Fn::GetAtt": ["Fn", "Outputs.Arn"]}


def stack(url: str, kind: str = "AWS::CloudFormation::Stack", **parameters: object) -> Any:
    where = "Location" if kind.endswith("Application") else "TemplateURL"
    return {"Type": kind, "Properties": {where: url, "Parameters": parameters}}


def written(folder: Path, **templates: Any) -> Path:
    for name, template in templates.items():
        (folder / f"{name}.json").write_text(json.dumps(template), encoding="utf-8")
    return folder / "main.json"


@pytest.mark.parametrize("kind", ["AWS::CloudFormation::Stack", "AWS::Serverless::Application"])
def test_a_function_of_a_nested_stack(kind: str, tmp_path: Path) -> None:
    main = {"Resources": {"Fn": stack("./fn.json", kind), **site(OUTPUT)}}
    path = written(tmp_path, main=main, fn=FUNCTION)
    (deployment,) = read(path)
    assert [each.name for each in deployment.functions] == ["Fn/Edge"]
    assert codes(path) == ["EC919"]


def test_a_distribution_of_a_nested_stack(tmp_path: Path) -> None:
    """It comes first, and is given what another nested stack puts out."""
    inner = {"Parameters": {"Arn": {"Type": "String"}}, "Resources": site({"Ref": "Arn"})}
    resources = {"Cdn": stack("cdn.json", Arn=OUTPUT), "Fn": stack("fn.json")}
    path = written(tmp_path, main={"Resources": resources}, cdn=inner, fn=FUNCTION)
    assert codes(path) == ["EC919"]


@pytest.mark.parametrize(
    ("given", "expected"), [(5, []), (60, ["EC919"]), ({"Ref": "Open"}, []), (None, ["EC919"])]
)
def test_parameters_of_a_nested_stack(given: object, expected: list[str], tmp_path: Path) -> None:
    """What is handed down goes over a default, also where it is not certain."""
    timeout = {"Type": "Number", "Default": 60}
    edge = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": {"Ref": "Timeout"}}}
    inner = {**FUNCTION, "Parameters": {"Timeout": timeout}, "Resources": {**EDGE, "Edge": edge}}
    handed: dict[str, Any] = {} if given is None else {"Timeout": given}
    main = {
        "Parameters": {"Open": {"Type": "Number"}},
        "Resources": {"Fn": stack("fn.json", **handed), **site(OUTPUT)},
    }
    assert codes(written(tmp_path, main=main, fn=inner)) == expected


@pytest.mark.parametrize("url", ["https://s3.amazonaws.com/a/fn.json", "other.json", "main.json"])
def test_a_nested_stack_that_is_not_at_hand(url: str, tmp_path: Path) -> None:
    main = {"Resources": {"Fn": stack(url), **site(OUTPUT)}}
    assert codes(written(tmp_path, main=main, fn=FUNCTION)) == []


def test_a_nested_stack_of_cdk(tmp_path: Path) -> None:
    url = stack("https://s3.us-east-1.amazonaws.com/assets/0123.json")
    nested = {**url, "Metadata": {"aws:asset:path": "fn.json"}}
    written(tmp_path, fn=FUNCTION)
    main = {"Resources": {"Fn": nested, **site(OUTPUT)}}
    assert codes(assembly(tmp_path, {"Site": ("eu-west-1", main)})) == ["EC901", "EC919"]
