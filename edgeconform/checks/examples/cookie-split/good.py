# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    entries = request["headers"].pop("cookie", [])
    cookies = [pair.strip() for entry in entries for pair in entry["value"].split(";")]
    if "beta=on" in cookies:
        request["uri"] = "/beta.html"
    if cookies:
        jar = {"key": "Cookie", "value": "; ".join(cookies)}
        request["headers"]["cookie"] = [jar]
    return request
