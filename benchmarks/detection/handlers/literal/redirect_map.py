# event: viewer-request, expect: EC305
REDIRECTS = {
    "/about-us.html": "/company",
    "/jobs": "https://careers.example.com/",
    "/press/2019/launch": "/news",
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    target = REDIRECTS.get(request["uri"])
    if target is None:
        return request
    return {
        "status": "301",
        "statusDescription": "Moved Permanently",
        "headers": {"location": {"key": "Location", "value": target}},
    }
