# event: viewer-request, expect: EC102
def parse_cookies(headers):
    jar = {}
    for line in headers.get("cookie", []):
        for part in line["value"].split(";"):
            name, value = part.strip().split("=")
            jar[name] = value
    return jar


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = parse_cookies(request["headers"])
    request["headers"]["x-theme"] = [{"key": "X-Theme", "value": cookies.get("theme", "light")}]
    return request
