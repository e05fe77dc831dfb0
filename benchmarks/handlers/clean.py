"""Adds a header."""


def handler(event, _context):
    """Answer a request."""
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["x-site"] = [{"key": "X-Site", "value": "main"}]
    return request
