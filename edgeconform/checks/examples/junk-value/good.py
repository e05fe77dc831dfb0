# event: viewer-request
COOKIE = "embedded=1; Path=/; Secure; SameSite=None"
PAGE = "<p>None of our pages has this address: it is undefined here.</p>"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] != "/embedded":
        return request
    return {
        "status": "404",
        "headers": {"set-cookie": [{"key": "Set-Cookie", "value": COOKIE}]},
        "body": PAGE,
    }
