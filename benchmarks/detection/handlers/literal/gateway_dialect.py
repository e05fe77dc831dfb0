# event: viewer-request, expect: EC203
import json


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] != "/health":
        return request
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"ok": True}),
    }
