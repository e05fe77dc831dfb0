# event: origin-request, expect: EC102
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    tenant = request["headers"]["host"][0]["value"].split(".")[0]
    request["origin"]["custom"]["path"] = "/tenants/" + tenant
    return request
