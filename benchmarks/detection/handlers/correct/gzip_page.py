# event: viewer-request
import base64
import gzip

PAGE = base64.b64encode(gzip.compress(b"<h1>Welcome</h1>" * 20, mtime=0)).decode()


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    encodings = ",".join(line["value"] for line in request["headers"].get("accept-encoding", []))
    if request["uri"] != "/welcome" or "gzip" not in encodings or request["method"] != "GET":
        return request
    return {
        "status": "200",
        "headers": {
            "content-type": [{"key": "Content-Type", "value": "text/html"}],
            "content-encoding": [{"key": "Content-Encoding", "value": "gzip"}],
        },
        "body": PAGE,
        "bodyEncoding": "base64",
    }
