# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    cookies = response["headers"].setdefault("set-cookie", [])
    cookies.append({"key": "Set-Cookie", "value": "seen=1; Path=/; Secure; HttpOnly"})
    return response
