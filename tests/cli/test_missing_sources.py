"""What a template names and is not there is told, not passed over."""

import json
from pathlib import Path

import pytest

from edgeconform.cli import run
from tests.cli.miniatures import GOOD

TEMPLATE = """\
Resources:
  Edge:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: nope/, Handler: h.handler, Runtime: python3.11, AutoPublishAlias: live}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - Id: o
            DomainName: example.org
            CustomOriginConfig: {OriginProtocolPolicy: https-only}
        DefaultCacheBehavior:
          TargetOriginId: o
          ViewerProtocolPolicy: https-only
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref Edge.Version}
"""


def test_a_file_beside_the_template_does_not_stand_in_for_a_missing_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("template.yaml").write_text(TEMPLATE)
    Path("h.py").write_text(GOOD)
    assert run(["check", "template.yaml"]) == 2
    assert "nope" in capsys.readouterr().err


def test_an_assembly_without_its_template_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "gone.json"}}
    Path("cdk.out").mkdir()
    Path("cdk.out/manifest.json").write_text(json.dumps({"artifacts": {"Site": stack}}))
    assert run(["deploy", "cdk.out"]) == 2
    assert "names gone.json, which is not there" in capsys.readouterr().err
