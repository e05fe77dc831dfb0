"""Wrong in several ways, each for some events only."""

from urllib.parse import parse_qs, unquote


def handler(event, _context):
    """Answer a request."""
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    if "old" in query:
        return {"status": "301", "headers": {"location": [{"value": unquote(request["uri"])}]}}
    if request["uri"].endswith("/"):
        request["headers"]["x-agent"] = [{"value": request["headers"]["referer"][0]["value"]}]
    if len(request["headers"].get("cookie", [])) > 1:
        request["headers"]["connection"] = [{"key": "Connection", "value": "close"}]
    if "." in request["uri"]:
        request["uri"] = unquote(request["uri"])
    return request
