# event: viewer-request
TRACKING = "utm_"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    parameters = request["querystring"].split("&")
    kept = [each for each in parameters if each and not each.startswith(TRACKING)]
    request["querystring"] = "&".join(sorted(kept))
    return request
