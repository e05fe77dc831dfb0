# event: viewer-request
PAGE = "<p>sorry</p>" * 3_000


def handler(event, context):
    return {"status": "503", "body": PAGE}
