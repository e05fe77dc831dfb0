# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri, host = request["uri"], request["headers"]["host"][0]["value"]
    if "." in uri:
        return request
    query = f"?{request['querystring']}" if request["querystring"] else ""
    location = f"https://{host}{uri.rstrip('/')}/{query}"
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
