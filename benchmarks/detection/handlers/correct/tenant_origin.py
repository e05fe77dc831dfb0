# event: origin-request
TENANTS = {"acme": "acme.example.com", "globex": "globex.example.com"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    custom = request["origin"].get("custom")
    tenant = request["uri"].split("/")[1]
    if custom and tenant in TENANTS:
        custom["domainName"] = TENANTS[tenant]
        request["headers"]["host"] = [{"key": "Host", "value": TENANTS[tenant]}]
    return request
