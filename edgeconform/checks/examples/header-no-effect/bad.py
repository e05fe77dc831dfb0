# event: origin-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["te"] = [{"key": "TE", "value": "trailers"}]
    return request
