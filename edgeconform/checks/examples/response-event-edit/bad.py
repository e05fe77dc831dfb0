# event: origin-response
def handler(event, context):
    cf = event["Records"][0]["cf"]
    cf["request"]["querystring"] = ""
    return cf["response"]
