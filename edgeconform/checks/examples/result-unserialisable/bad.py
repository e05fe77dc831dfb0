# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    names = {parameter.partition("=")[0] for parameter in request["querystring"].split("&")}
    request["headers"]["x-parameters"] = [{"key": "X-Parameters", "value": names}]
    return request
