# event: viewer-response
POLICY = """
default-src 'self';
img-src 'self' data:;
"""


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["content-security-policy"] = [
        {"key": "Content-Security-Policy", "value": " ".join(POLICY.split())}
    ]
    return response
