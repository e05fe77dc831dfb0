# event: viewer-request, expect: EC102
import ipaddress

OFFICE = ipaddress.IPv4Network("203.0.113.0/24")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    inside = ipaddress.IPv4Address(request["clientIp"]) in OFFICE
    request["headers"]["x-office"] = [{"key": "X-Office", "value": "yes" if inside else "no"}]
    return request
