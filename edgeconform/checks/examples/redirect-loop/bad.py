# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if "." in uri:
        return request
    location = f"https://www.example.com{uri.rstrip('/')}/"
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
