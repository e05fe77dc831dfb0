# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x-cache-note"] = [{"key": "X-Cache-Note", "value": "from the edge"}]
    return response
