# event: origin-response, expect: EC217
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    if response["status"] == "418":
        response["body"] = "I'm a teapot"
        response["bodyEncoding"] = "base64"
        response["headers"].pop("content-encoding", None)
        response["headers"].pop("content-length", None)
    return response
