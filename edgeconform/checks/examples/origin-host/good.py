# event: origin-request
ORIGIN = {
    "s3": {
        "domainName": "assets.s3.eu-west-1.amazonaws.com",
        "region": "eu-west-1",
        "authMethod": "none",
        "path": "",
        "customHeaders": {},
    },
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"] = ORIGIN
    request["headers"]["host"] = [{"key": "Host", "value": "assets.s3.eu-west-1.amazonaws.com"}]
    return request
