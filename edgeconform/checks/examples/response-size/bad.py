# event: viewer-request
PAGE = "<p>sorry</p>" * 4_000


def handler(event, context):
    return {"status": "503", "body": PAGE}
