# event: origin-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    cached = {"cache-control": [{"key": "Cache-Control", "value": "no-store"}]}
    response["headers"] = {**response["headers"], **cached}
    return response
