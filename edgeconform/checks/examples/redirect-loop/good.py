# event: viewer-request
HOST = "www.example.com"
COOKIE = "welcomed=1; Path=/; Secure"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = request["headers"].get("cookie", [])
    if any("welcomed=" in entry["value"] for entry in cookies):
        return request
    headers = {
        "location": [{"key": "Location", "value": f"https://{HOST}{request['uri']}"}],
        "set-cookie": [{"key": "Set-Cookie", "value": COOKIE}],
    }
    return {"status": "302", "headers": headers}
