"""EC923: what a handler reads at origin events, against what its behavior forwards."""

from pathlib import Path

import pytest

from tests.deployment.inspected import findings

OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
ALL_AND_CLOUDFRONT = "33f36d7e-f396-46d9-90e0-52428a34d9dc"
UNKNOWN = "00000000-0000-0000-0000-000000000000"
TEMPLATE = """\
Resources:
  Edge:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: a, Role: x, CodeUri: src, Handler: edge.handler}
  Own:
    Type: AWS::CloudFront::CachePolicy
    Properties:
      CachePolicyConfig:
        ParametersInCacheKeyAndForwardedToOrigin:
          HeadersConfig: {HeaderBehavior: whitelist, Headers: [X-Tenant]}
          QueryStringsConfig: {QueryStringBehavior: allExcept, QueryStrings: [utm]}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          %s
          LambdaFunctionAssociations:
            - {EventType: %s, LambdaFunctionARN: !Ref Edge.Version}
"""
HEADER = 'request["headers"]["x-tenant"][0]["value"]'
COUNTRY = 'request["headers"]["cloudfront-viewer-country"][0]["value"]'
ACCEPT = 'request["headers"]["accept-language"][0]["value"]'
AGENT = 'request["headers"]["user-agent"][0]["value"]'
QUERY = 'request["querystring"]'
OWN = 'request["headers"].update({"x-tenant": []})'
LEGACY = "ForwardedValues: {QueryString: %s, Headers: [%s]}"


def found(folder: Path, source: str, behavior: str, event: str = "origin-request") -> list[str]:
    (folder / "src").mkdir()
    text = 'def handler(event, context):\n    request = event["Records"][0]["cf"]["request"]\n'
    (folder / "src" / "edge.py").write_text(f"{text}    print({source})\n    return request\n")
    path = folder / "template.yaml"
    path.write_text(TEMPLATE % (behavior, event), encoding="utf-8")
    assert {each.code for each in findings(path)} <= {"EC923"}
    return [each.message for each in findings(path)]


@pytest.mark.parametrize(
    ("source", "behavior", "lacks"),
    [
        (HEADER, f"CachePolicyId: {OPTIMIZED}", "x-tenant"),
        (HEADER, "CachePolicyId: !Ref Own", ""),
        (HEADER, f"CachePolicyId: {UNKNOWN}", ""),
        (HEADER, "TargetOriginId: x", ""),
        (HEADER, f"{{CachePolicyId: {DISABLED}, OriginRequestPolicyId: {ALL_VIEWER}}}", ""),
        (HEADER, f"{{CachePolicyId: {DISABLED}, OriginRequestPolicyId: {UNKNOWN}}}", ""),
        (HEADER, LEGACY % ("false", ""), ""),
        (ACCEPT, LEGACY % ("false", ""), "accept-language"),
        (ACCEPT, LEGACY % ("false", "Accept-Language"), ""),
        (COUNTRY, LEGACY % ("true", ""), "cloudfront-viewer-country"),
        (COUNTRY, LEGACY % ("true", "CloudFront-Viewer-Country"), ""),
        (COUNTRY, LEGACY % ("true", '"*"'), ""),
        (
            COUNTRY,
            f"{{CachePolicyId: {DISABLED}, OriginRequestPolicyId: {ALL_VIEWER}}}",
            "cloudfront-viewer-country",
        ),
        (
            COUNTRY,
            f"{{CachePolicyId: {DISABLED}, OriginRequestPolicyId: {ALL_AND_CLOUDFRONT}}}",
            "",
        ),
        (AGENT, f"CachePolicyId: {OPTIMIZED}", ""),
        (QUERY, f"CachePolicyId: {OPTIMIZED}", "the query string"),
        (QUERY, LEGACY % ("false", ""), "the query string"),
        (QUERY, LEGACY % ("true", ""), ""),
        (QUERY, "CachePolicyId: !Ref Own", ""),
        (OWN, f"CachePolicyId: {OPTIMIZED}", ""),
    ],
)
def test_what_is_not_forwarded(source: str, behavior: str, lacks: str, tmp_path: Path) -> None:
    if behavior.startswith("{"):
        behavior = "\n          ".join(behavior.strip("{}").split(", "))
    messages = found(tmp_path, source, behavior)
    assert [lacks in message for message in messages] == ([True] if lacks else [])


def test_viewer_events_see_all(tmp_path: Path) -> None:
    assert found(tmp_path, HEADER, f"CachePolicyId: {OPTIMIZED}", "viewer-request") == []
