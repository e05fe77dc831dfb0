# event: origin-request
ORIGIN = {
    "custom": {
        "domainName": "assets.s3-website-eu-west-1.amazonaws.com",
        "port": 80,
        "protocol": "http",
        "path": "",
        "sslProtocols": ["TLSv1.2"],
        "readTimeout": 30,
        "keepaliveTimeout": 5,
        "customHeaders": {},
    },
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"] = ORIGIN
    request["headers"]["host"] = [
        {"key": "Host", "value": "assets.s3-website-eu-west-1.amazonaws.com"}
    ]
    return request
