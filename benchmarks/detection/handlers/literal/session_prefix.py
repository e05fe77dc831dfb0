# event: viewer-request, expect: EC102
def session(headers):
    for line in headers.get("cookie", []):
        for part in line["value"].split(";"):
            name, _, value = part.strip().partition("=")
            if name == "sid":
                return value
    return ""


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    sid = session(request["headers"])
    if sid.startswith("v2."):
        _, payload, signature = sid.split(".")
        request["headers"]["x-session"] = [{"key": "X-Session", "value": payload}]
    return request
