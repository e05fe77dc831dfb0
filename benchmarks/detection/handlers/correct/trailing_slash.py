# event: viewer-request
import re
from urllib.parse import quote

SAFE = re.compile(r"/(?![/\\])[\w./~%-]*", re.ASCII)


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    last = uri.rsplit("/", 1)[-1]
    if (
        not last
        or "." in last
        or not SAFE.fullmatch(uri)
        or request["method"] not in ("GET", "HEAD")
    ):
        return request
    query = quote(request["querystring"], safe="%&=+;/?:@!$'()*,~[]")
    location = uri + "/" + (f"?{query}" if query else "")
    return {
        "status": "308",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
