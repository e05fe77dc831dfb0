"""Hands the request back."""


def handler(event, _context):
    """Answer a request."""
    return event["Records"][0]["cf"]["request"]
