# event: origin-request
from urllib.parse import urlsplit

ROUTES = {"/docs": "http://docs.example.com/start"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] in ROUTES:
        request["uri"] = urlsplit(ROUTES[request["uri"]]).path
    return request
