# event: viewer-request, expect: EC702
def redirect(location):
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/index.html"):
        return redirect("/" + uri.removesuffix("index.html").strip("/"))
    if uri == "/docs":
        return redirect("/docs/index.html")
    return request
