# event: viewer-request
from http import HTTPStatus


def handler(event, context):
    return {"status": f"{HTTPStatus.NOT_FOUND.value} {HTTPStatus.NOT_FOUND.phrase}"}
