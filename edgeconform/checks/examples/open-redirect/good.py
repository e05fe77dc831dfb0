# event: viewer-request
HOST = "www.example.com"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/"):
        return request
    location = f"https://{HOST}{uri}/"
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
