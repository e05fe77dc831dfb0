"""V15 and V17 to V21: origins, responses and what surrounds them."""

import re
from collections import Counter

import pytest

from edgeconform.model import EventType
from tests.strategies.samples import everything
from tests.strategies.test_constraints_on_requests import DISALLOWED, EVERY, ORIGIN, values

RESPONSES = pytest.mark.parametrize("kind", [EventType.ORIGIN_RESPONSE, EventType.VIEWER_RESPONSE])


@ORIGIN
def test_v15_custom_origins(kind: EventType) -> None:
    seen = 0
    for event in everything(kind):
        assert len(event["request"]["origin"]) == 1
        fields = event["request"]["origin"].get("custom")
        if fields is None:
            continue
        seen += 1
        assert 0 < len(fields["domainName"]) <= 253
        assert ":" not in fields["domainName"]
        assert not re.fullmatch(r"[\d.]+", fields["domainName"])
        assert fields["path"] == "" or re.fullmatch(r"/.*[^/]", fields["path"])
        assert len(fields["path"]) <= 255
        assert fields["protocol"] in ("http", "https")
        assert fields["port"] in (80, 443) or 1024 <= fields["port"] <= 65535
        assert (fields["protocol"], fields["port"]) not in (("http", 443), ("https", 80))
        assert 1 <= fields["keepaliveTimeout"] <= 120
        assert 1 <= fields["readTimeout"] <= 120
        assert 0 < len(fields["sslProtocols"]) == len(set(fields["sslProtocols"]))
        assert set(fields["sslProtocols"]) <= {"TLSv1.2", "TLSv1.1", "TLSv1", "SSLv3"}
        completion = fields.get("responseCompletionTimeout", 0)
        assert completion == 0 or completion >= fields["readTimeout"]
        if "s3-website" in fields["domainName"]:
            assert fields["protocol"] == "http"
    assert seen > 100


@ORIGIN
def test_v15_s3_origins(kind: EventType) -> None:
    seen = Counter()
    for event in everything(kind):
        fields = event["request"]["origin"].get("s3")
        if fields is None:
            continue
        seen[fields["authMethod"], fields["region"]] += 1
        assert 0 < len(fields["domainName"]) <= 128
        assert fields["domainName"] == fields["domainName"].lower()
        assert fields["domainName"].endswith(".amazonaws.com")
        assert not {"port", "protocol", "sslProtocols", "keepaliveTimeout"} & fields.keys()
        region = re.search(r"\.s3\.([a-z0-9-]+)\.amazonaws", fields["domainName"])
        if region and fields.get("region"):
            assert fields["region"] == region[1]
    assert {auth for auth, _ in seen} == {"none", "origin-access-identity"}
    assert ("origin-access-identity", "") not in seen
    assert ("none", "") in seen


@RESPONSES
def test_v17_responses(kind: EventType) -> None:
    statuses = Counter()
    for event in everything(kind):
        response = event["response"]
        assert set(response) <= {"status", "statusDescription", "headers"}
        assert re.fullmatch(r"[1-5]\d\d", response["status"])
        statuses[response["status"]] += 1
    if kind is EventType.VIEWER_RESPONSE:
        assert max(statuses) < "400"
    else:
        assert {"200", "204", "206", "301", "304", "404", "418", "500", "503"} <= statuses.keys()
    assert statuses["200"] > len(everything(kind)) / 5


@EVERY
def test_v18_response_events_carry_the_request(kind: EventType) -> None:
    for event in everything(kind):
        assert ("response" in event) == kind.is_response
        assert ("origin" in event["request"]) == (kind.side == "origin")
        assert event["request"].keys() >= {"clientIp", "method", "uri", "querystring", "headers"}


@EVERY
def test_v19_config(kind: EventType) -> None:
    ids = Counter()
    for event in everything(kind):
        config = event["config"]
        assert config["eventType"] == kind
        assert re.fullmatch(r"[a-z0-9]+\.cloudfront\.net", config["distributionDomainName"])
        assert re.fullmatch(r"E[A-Z0-9]+", config["distributionId"])
        assert re.fullmatch(r"[A-Za-z0-9_-]{50,}==", config["requestId"])
        ids[config["distributionId"], config["distributionDomainName"]] += 1
    assert len(ids) == len({domain for _, domain in ids}) > 1


@RESPONSES
def test_v20_via_and_chunks_and_s3_errors(kind: EventType) -> None:
    have = Counter()
    for event in everything(kind):
        headers = event["response"]["headers"]
        have.update(headers.keys())
        have["empty"] += not headers
        origin = event["request"].get("origin", {})
        lines = repr(headers)
        if "s3" in origin and event["response"]["status"] >= "400" and headers:
            assert "application/xml" in lines
            assert values(headers, "transfer-encoding") == ["chunked"]
            assert "x-amz-request-id" in headers
        if event["response"]["status"] in ("204", "304"):
            assert "content-type" not in headers
    share = len(everything(kind)) / 20
    assert min(have["via"], have["transfer-encoding"], have["content-length"]) > share
    assert min(have["set-cookie"], have["content-encoding"], have["empty"], have["vary"]) > 0


@ORIGIN
def test_v21_custom_headers(kind: EventType) -> None:
    denied = re.compile(
        r"cache-control|content-length|cookie|host|if-.*|max-forwards|pragma|range|request-range"
        r"|te|transfer-encoding|via|x-amz-.*"
    )
    sizes = set()
    for event in everything(kind):
        (fields,) = event["request"]["origin"].values()
        custom = fields["customHeaders"]
        assert not custom.keys() & event["request"]["headers"].keys()
        assert not [n for n in custom if denied.fullmatch(n) or DISALLOWED.fullmatch(n)]
        for name, lines in custom.items():
            assert isinstance(lines, list)
            assert all(line["key"].lower() == name for line in lines)
            assert len(name) <= 256
            assert all(len(line["value"]) <= 1_783 for line in lines)
        total = sum(len(name) + len(values(custom, name)[0]) for name in custom)
        sizes.add((len(custom), total))
    assert max(count for count, _ in sizes) == 30
    assert max(total for _, total in sizes) == 10_240
