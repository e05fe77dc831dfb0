# event: viewer-request, expect: EC102
import base64

USERS = {"editor": "s3cret", "admin": "hunter2"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    header = request["headers"].get("authorization")
    if header:
        encoded = header[0]["value"].split(" ")[1]
        user, password = base64.b64decode(encoded).decode("utf-8").split(":")
        if USERS.get(user) == password:
            return request
    return {
        "status": "401",
        "statusDescription": "Unauthorized",
        "headers": {"www-authenticate": [{"key": "WWW-Authenticate", "value": "Basic"}]},
    }
