# event: origin-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    sizes = [len(entries) for entries in response["headers"].values() if len(entries) > 1]
    mean = sum(sizes) / len(sizes) if sizes else float("-inf")
    response["headers"]["x-mean"] = [{"key": "X-Mean", "value": f"{max(mean, 0):.1f}"}]
    return response
