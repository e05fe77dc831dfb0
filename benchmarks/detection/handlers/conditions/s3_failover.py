# event: origin-request, expect: EC509
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    origin = request["origin"]
    if "s3" in origin and request["uri"].startswith("/archive/"):
        origin["s3"]["domainName"] = "archive-bucket.s3.eu-central-1.amazonaws.com"
        origin["s3"]["authMethod"] = "origin-access-control"
        request["headers"]["host"] = [
            {"key": "Host", "value": "archive-bucket.s3.eu-central-1.amazonaws.com"}
        ]
    return request
