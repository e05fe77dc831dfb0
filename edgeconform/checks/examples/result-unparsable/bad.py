# event: origin-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    sizes = [len(entries) for entries in response["headers"].values() if len(entries) > 1]
    mean = sum(sizes) / len(sizes) if sizes else float("nan")
    response["headers"]["x-mean"] = [{"key": "X-Mean", "value": mean}]
    return response
