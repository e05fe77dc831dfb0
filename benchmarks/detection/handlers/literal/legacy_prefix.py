# event: viewer-request, expect: EC102
LEGACY = "/cgi-bin/shop.pl/"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith(LEGACY):
        section, article = request["uri"][len(LEGACY) :].split("/")
        request["uri"] = f"/shop/{section}/{article}"
    return request
