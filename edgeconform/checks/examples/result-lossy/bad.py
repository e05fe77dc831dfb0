# event: viewer-request
from decimal import Decimal

# As a DynamoDB client hands numbers over.
GONE = {"/old": Decimal(410), "/": Decimal(404)}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    status = GONE.get(request["uri"])
    return request if status is None else {"status": status}
