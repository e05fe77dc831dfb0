# event: origin-request
ORIGIN = {
    "custom": {
        "domainName": "api.example.com",
        "port": 443,
        "protocol": "https",
    },
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"] = ORIGIN
    request["headers"]["host"] = [{"key": "Host", "value": "api.example.com"}]
    return request
