# event: origin-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"].pop("te", None)
    request["headers"]["x-te"] = [{"key": "X-TE", "value": "trailers"}]
    return request
