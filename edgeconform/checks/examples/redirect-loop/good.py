# event: viewer-request
HOST = "www.example.com"
COOKIE = "welcomed=1; Path=/; Secure"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = request["headers"].get("cookie", [])
    if any("welcomed=" in entry["value"] for entry in cookies):
        return request
    query = f"?{request['querystring']}" if request["querystring"] else ""
    location = f"https://{HOST}{request['uri']}{query}"
    headers = {
        "location": [{"key": "Location", "value": location}],
        "set-cookie": [{"key": "Set-Cookie", "value": COOKIE}],
    }
    return {"status": "302", "headers": headers}
