# event: viewer-request
from http import HTTPStatus


def handler(event, context):
    return {"status": HTTPStatus.NOT_FOUND, "statusDescription": HTTPStatus.NOT_FOUND.phrase}
