# event: viewer-request
import base64


def handler(event, context):
    body = base64.encodebytes(b"<h1>hello</h1>" * 9).decode()
    return {"status": "200", "body": body, "bodyEncoding": "base64"}
