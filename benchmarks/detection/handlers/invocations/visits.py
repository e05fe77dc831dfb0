# event: viewer-request, expect: EC701
visits = {}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    address = request["clientIp"]
    visits[address] = visits.get(address, 0) + 1
    if visits[address] > 3:
        return {"status": "429", "statusDescription": "Too Many Requests"}
    return request
