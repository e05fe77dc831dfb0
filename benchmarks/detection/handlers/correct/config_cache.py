# event: viewer-request
import functools


@functools.lru_cache(maxsize=1)
def rules():
    return (("/old/", "/new/"), ("/v1/", "/v2/"))


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for old, new in rules():
        if request["uri"].startswith(old):
            request["uri"] = new + request["uri"][len(old) :]
            break
    return request
