# event: viewer-request
COOKIES = (
    "group=a; Path=/; Expires=Fri, 01 Jan 2038 00:00:00 GMT",
    "seen=1,2; Path=/",
)


def handler(event, context):
    cookies = [{"key": "Set-Cookie", "value": ", ".join(COOKIES)}]
    return {"status": "200", "headers": {"set-cookie": cookies}}
