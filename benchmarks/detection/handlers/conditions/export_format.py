# event: viewer-request, expect: EC215
from urllib.parse import parse_qs


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    if query.get("format") == ["csv"] and query.get("scope") == ["all"]:
        return {
            "status": "403",
            "headers": {"content-type": [{"key": "Content-Type", "value": "text/plain"}]},
            "body": {"message": "ask for an export instead"},
        }
    return request
