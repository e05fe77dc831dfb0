# event: viewer-request
KNOWN = {}


def path_of(uri):
    if uri not in KNOWN:
        KNOWN[uri] = uri.rstrip("/") or "/"
    return KNOWN[uri]


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = path_of(request["uri"])
    return request
