# event: viewer-request
import json


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    print("request:", json.dumps(request, ensure_ascii=False))
    return request
