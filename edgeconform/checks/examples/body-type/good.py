# event: viewer-request
import json


def handler(event, context):
    return {"status": "200", "body": json.dumps({"ok": True})}
