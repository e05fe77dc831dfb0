# event: viewer-request
CANONICAL = "www.example.com"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["headers"]["host"][0]["value"].lower() == CANONICAL:
        return request
    query = f"?{request['querystring']}" if request["querystring"] else ""
    location = f"https://{CANONICAL}{ascii_only(request['uri'])}{ascii_only(query)}"
    return {
        "status": "301",
        "statusDescription": "Moved Permanently",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }


def ascii_only(text):
    return "".join(c if "!" <= c <= "~" and c not in '"<>\\^`{|}' else quoted(c) for c in text)


def quoted(char):
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))
