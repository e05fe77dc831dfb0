# event: viewer-request
from urllib.parse import quote

HOST = "new.example.com"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    location = f"https://{HOST}{quote(request['uri'])}"
    return {
        "status": "302",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
