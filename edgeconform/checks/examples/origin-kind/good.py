# event: origin-request
BUCKET = {
    "domainName": "assets.s3.eu-west-1.amazonaws.com",
    "region": "eu-west-1",
    "authMethod": "none",
    "path": "",
    "customHeaders": {},
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"] = {"s3": BUCKET}
    request["headers"]["host"] = [{"key": "Host", "value": BUCKET["domainName"]}]
    return request
