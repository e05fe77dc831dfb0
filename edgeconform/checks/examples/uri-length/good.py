# event: viewer-request
from urllib.parse import quote

LONGEST = 1000


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    original, query = quote(request["uri"]), request["querystring"]
    if len(original) < LONGEST and len(query) < LONGEST and "original=" not in query:
        request["querystring"] = f"{query}&original={original}"
    return request
