# event: viewer-request, expect: EC103, options: --timeout 1
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    retry = request["headers"].get("x-retry-count", [{"value": "0"}])[0]["value"]
    delay = 1
    attempts = int(retry) if retry.isdigit() else 0
    while attempts != 0:
        delay *= 2
        attempts -= 2
    request["headers"]["x-delay"] = [{"key": "X-Delay", "value": str(delay % 60)}]
    return request
