"""Viewer-request events from pools, as one would write a generator by hand. `... COUNT`."""

import json
import random
import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

Event = dict[str, Any]

METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE")
SEGMENTS = ("", "a", "index.html", "blog", "img", "%20", "caf%C3%A9", "..", "x" * 40, "v1.2")
KEYS = ("q", "page", "utm_source", "id", "a%5B%5D", "lang")
VALUES = ("", "1", "-1", "a+b", "%20", "%E2%82%AC", "true", "x" * 60)
HEADERS: dict[str, tuple[str, ...]] = {
    "user-agent": ("curl/8", "Mozilla/5.0 (X11)", "Googlebot/2.1", "Amazon CloudFront"),
    "accept": ("*/*", "text/html", "image/webp,*/*;q=0.8"),
    "accept-encoding": ("gzip", "gzip, deflate, br", "identity"),
    "accept-language": ("en", "de-DE,de;q=0.9", "*"),
    "cookie": ("a=1", "session=abc; lang=en", "a=1; a=2", ""),
    "referer": ("https://example.com/", "https://www.example.org/a?b=c"),
    "authorization": ("Basic dXNlcjpwYXNz", "Bearer abc.def.ghi"),
    "if-none-match": ('"abc"', 'W/"def"'),
    "range": ("bytes=0-99", "bytes=-1"),
    "x-custom": ("1", "value", ""),
}
ADDRESSES = ("203.0.113.7", "198.51.100.23", "2001:db8::1")


def generator(seed: int) -> Callable[[], Event]:
    """Return a function that makes an event."""
    source = random.Random(seed)  # noqa: S311 - no secret
    chance, choice, sample = source.random, source.choice, source.sample
    names = tuple(HEADERS)

    def several(values: Sequence[str], most: int) -> list[str]:
        return [choice(values) for _ in range(int(chance() * most))]

    def event() -> Event:
        headers = {"host": [{"key": "Host", "value": "d111111abcdef8.cloudfront.net"}]}
        for name in sample(names, int(chance() * len(names))):
            headers[name] = [{"key": name.title(), "value": choice(HEADERS[name])}]
        request = {
            "clientIp": choice(ADDRESSES),
            "headers": headers,
            "method": choice(METHODS),
            "querystring": "&".join(f"{key}={choice(VALUES)}" for key in several(KEYS, 4)),
            "uri": "/" + "/".join(several(SEGMENTS, 5)),
        }
        config = {
            "distributionDomainName": "d111111abcdef8.cloudfront.net",
            "distributionId": "EDFDVBD6EXAMPLE",
            "eventType": "viewer-request",
            "requestId": f"{int(chance() * 16**12):056x}",
        }
        return {"Records": [{"cf": {"config": config, "request": request}}]}

    return event


def seconds(count: int) -> float:
    """Return how long an event takes."""
    event = generator(1)
    started = perf_counter()
    for _ in range(count):
        event()
    return (perf_counter() - started) / count


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"seconds": seconds(int(sys.argv[1]))}))
