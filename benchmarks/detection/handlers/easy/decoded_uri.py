# event: viewer-request, expect: EC402
from urllib.parse import unquote


def lambda_handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = unquote(request["uri"])
    return request
