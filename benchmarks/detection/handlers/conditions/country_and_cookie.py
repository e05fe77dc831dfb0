# event: origin-request, expect: EC305, options: --header CloudFront-Viewer-Country --policy all-viewer
def consent(headers):
    return any("gdpr=declined" in line["value"] for line in headers.get("cookie", []))


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    country = headers.get("cloudfront-viewer-country", [{"value": ""}])[0]["value"]
    if country == "AT" and consent(headers):
        headers["x-tracking"] = "off"
    return request
