# event: viewer-request
import hashlib


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("authorization", []):
        scheme, _, token = entry["value"].partition(" ")
        known_as = hashlib.sha256(token.encode()).hexdigest()[:8]
        print(f"{request['uri']} with {scheme} credentials {known_as}")
    return request
