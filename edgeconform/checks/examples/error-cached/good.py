# event: viewer-request
MINUTE = [{"key": "Cache-Control", "value": "public, max-age=60"}]
YEAR = [{"key": "Cache-Control", "value": "public, max-age=31536000"}]
MOVED = {"/home": "/", "/about": "/about.html"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri in MOVED:
        location = [{"key": "Location", "value": MOVED[uri]}]
        return {"status": "301", "headers": {"location": location, "cache-control": YEAR}}
    if uri in MOVED.values():
        return request
    return {"status": "404", "headers": {"cache-control": MINUTE}}
