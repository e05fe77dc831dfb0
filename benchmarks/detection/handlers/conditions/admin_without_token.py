# event: viewer-request, expect: EC102
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    if request["uri"].startswith("/admin/") and request["method"] == "DELETE":
        token = headers["x-admin-token"][0]["value"]
        request["headers"]["x-audit"] = [{"key": "X-Audit", "value": token[:4]}]
    return request
