# event: origin-response
HEADERS = (
    ("Strict-Transport-Security", "max-age=63072000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "geolocation=()"),
)


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    for name, value in HEADERS:
        response["headers"].setdefault(name.lower(), [{"key": name, "value": value}])
    return response
