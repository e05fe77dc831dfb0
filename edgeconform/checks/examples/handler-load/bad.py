# event: viewer-request
from redirect_table import REDIRECTS


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = REDIRECTS.get(request["uri"], request["uri"])
    return request
