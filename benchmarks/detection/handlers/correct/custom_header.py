# event: origin-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    (fields,) = request["origin"].values()
    if "x-origin-secret" not in request["headers"]:
        fields["customHeaders"]["x-origin-secret"] = [{"key": "X-Origin-Secret", "value": "4b1d"}]
    return request
