# event: viewer-request
AGE = [{"key": "Cache-Control", "value": "public, max-age=86400"}]
PAGES = ("/", "/index.html", "/about.html")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] in PAGES:
        return request
    return {"status": "404", "headers": {"cache-control": AGE}}
