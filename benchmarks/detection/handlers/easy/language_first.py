# event: origin-request, expect: EC102
SUPPORTED = ("en", "de", "fr")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    accepted = request["headers"]["accept-language"][0]["value"]
    language = accepted.split(",")[0].split("-")[0]
    if language not in SUPPORTED:
        language = "en"
    request["uri"] = "/" + language + request["uri"]
    return request
