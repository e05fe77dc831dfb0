# event: origin-request, expect: EC502, options: --policy all-viewer
BOTS = ("facebookexternalhit", "LinkedInBot", "Slackbot-LinkExpanding")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agent = request["headers"].get("user-agent", [{"value": ""}])[0]["value"]
    if any(bot in agent for bot in BOTS):
        request["origin"] = {
            "custom": {
                "domainName": "prerender.example.com",
                "port": 443,
                "protocol": "https",
                "path": "",
                "customHeaders": {},
            }
        }
        request["headers"]["host"] = [{"key": "Host", "value": "prerender.example.com"}]
    return request
