"""Never comes back from one address."""


def handler(event, _context):
    """Answer a request."""
    request = event["Records"][0]["cf"]["request"]
    while request["uri"] == "/hang":
        pass
    return request
