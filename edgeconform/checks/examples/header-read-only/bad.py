# event: origin-response
HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "via")


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in headers if name not in HOP_BY_HOP}
    return response
