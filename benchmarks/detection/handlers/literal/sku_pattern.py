# event: viewer-request, expect: EC102
import re

SKU = re.compile(r"^/p/([A-Z]{3})-(\d{4,6})(-refurb)?$")
SHELVES = {"ABC": "tools", "TVX": "video"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    found = SKU.match(request["uri"])
    if found:
        shelf = SHELVES[found.group(1)]
        request["uri"] = f"/catalogue/{shelf}/{found.group(2)}.html"
    return request
