# event: origin-request, expect: EC503, options: --policy all-viewer
ORIGINS = {
    "2022-11-01": "legacy-api.internal.example.com",
    "2024-06-15": "api.internal.example.com:8443",
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    version = request["headers"].get("x-api-version", [{"value": ""}])[0]["value"]
    domain = ORIGINS.get(version)
    if domain and "custom" in request["origin"]:
        request["origin"]["custom"]["domainName"] = domain
        request["headers"]["host"] = [{"key": "Host", "value": domain}]
    return request
