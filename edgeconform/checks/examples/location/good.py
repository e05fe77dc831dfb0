# event: viewer-request
from urllib.parse import quote

HOST = "login.example.com"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    back = quote(request["uri"], safe="")
    location = f"https://{HOST}/sign-in?back={back}"
    return {
        "status": "302",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
