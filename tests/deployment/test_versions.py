"""What CloudFormation lets a version of a function set by itself."""

from pathlib import Path

import pytest

from tests.deployment.inspected import codes

TEMPLATE = """\
Resources:
  Edge:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Role: arn:aws:iam::111122223333:role/edge
      RuntimeManagementConfig: {UpdateRuntimeOn: Auto}
  Version:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Edge
      %s
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref Version}
"""


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("Description: first", []),
        ("RuntimePolicy: {UpdateRuntimeOn: Auto}", []),
        ("RuntimePolicy: {UpdateRuntimeOn: FunctionUpdate}", ["EC916"]),
        ("RuntimePolicy: {UpdateRuntimeOn: !Ref Update}", []),
        ("ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}", ["EC909"]),
    ],
)
def test_settings_of_a_version(setting: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(TEMPLATE % setting, encoding="utf-8")
    assert codes(path) == expected
