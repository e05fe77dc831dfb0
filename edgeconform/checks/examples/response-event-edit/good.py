# event: origin-response
def handler(event, context):
    cf = event["Records"][0]["cf"]
    stripped = {**cf["request"], "querystring": ""}
    if stripped != cf["request"]:
        robots = [{"key": "X-Robots-Tag", "value": "noindex"}]
        cf["response"]["headers"]["x-robots-tag"] = robots
    return cf["response"]
