# event: viewer-request
import json
from pathlib import Path

CACHE = Path("/tmp/edge-rules.json")


def rules():
    if not CACHE.exists():
        CACHE.write_text(json.dumps({"/a": "/b"}))
    return json.loads(CACHE.read_text())


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = rules().get(request["uri"], request["uri"])
    return request
