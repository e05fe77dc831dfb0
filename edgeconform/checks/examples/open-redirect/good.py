# event: viewer-request
HOST = "www.example.com"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/"):
        return request
    query = f"?{request['querystring']}" if request["querystring"] else ""
    location = f"https://{HOST}{uri}/{query}"
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
