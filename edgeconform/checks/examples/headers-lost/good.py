# event: origin-response
DROPPED = ("server", "vary", "x-powered-by")


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in headers if name not in DROPPED}
    return response
