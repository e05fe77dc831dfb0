# event: viewer-request
PAGE = "<p>sorry</p>" * 3_200


def handler(event, context):
    return {"status": "503", "body": PAGE}
