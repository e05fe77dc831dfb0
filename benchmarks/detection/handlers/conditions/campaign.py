# event: viewer-request, expect: EC704
from urllib.parse import parse_qs

CAMPAIGNS = {"spring24": "/sale/früh", "fall24": "/sale/herbst"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    campaign = query.get("utm_campaign", [""])[0]
    if request["uri"] == "/landing" and campaign in CAMPAIGNS:
        location = CAMPAIGNS[campaign]
        return {
            "status": "302",
            "headers": {"location": [{"key": "Location", "value": location}]},
        }
    return request
