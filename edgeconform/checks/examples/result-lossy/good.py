# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["x-tag"] = (
        {"key": "X-Tag", "value": "a"},
        {"key": "X-Tag", "value": "b"},
    )
    return request
