"""Further request headers that handlers read, or forget that they may come."""

from typing import Final

from edgeconform.strategies.draft import Pair
from edgeconform.strategies.pools import pool
from edgeconform.strategies.words import NO_JSON

Bundle = tuple[Pair, ...]
"""Lines that go together; they replace those of the same names."""


def _single(name: str, *values: str) -> tuple[Bundle, ...]:
    return tuple(((name, value),) for value in values)


_AUTHORIZATIONS = _single(
    "authorization",
    "Basic dXNlcjpwYXNz",
    "Basic dXNlcjpwYTpzcw==",
    "Basic dXNlcg==",
    "Basic w7xzZXI6cMOkc3M=",
    "Basic /////w==",
    "Basic",
    "basic dXNlcjpwYXNz",
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
    "Bearer eyJhbGciOiJIUzI1NiJ9.bnVsbA.c2lnbmF0dXJl",
    "Bearer eyJhbGciOiJIUzI1NiJ9.MQ.c2lnbmF0dXJl",
    "Bearer",
    "Bearer not.a.token",
    f"Bearer {NO_JSON}",
    "Bearer 5d41402abc4b2a76",
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30",
    "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXYtaXYtaXYtaXY.Y2lwaGVy.dGFn",
    "",
)
_REFERERS = _single(
    "referer",
    "https://www.example.com/",
    "https://www.example.com/a?q=%zz",
    "https://www.google.com/",
    "",
    "not a url",
    "/relative",
    "about:blank",
    "https://evil.example/www.example.com",
    *pool("referers")[:8],
)
_CONDITIONS = (
    *_single("if-none-match", '"33a64df551425fcc55e4d42a148795d9"', 'W/"0815"', "*", '"a", "b"'),
    *_single("if-modified-since", "Wed, 21 Oct 2015 07:28:00 GMT", "yesterday"),
    *_single("if-unmodified-since", "Wed, 21 Oct 2015 07:28:00 GMT"),
    (("range", "bytes=0-99"), ("if-range", '"33a64df551425fcc"')),
    *_single("range", "bytes=0-", "bytes=0-0", "bytes=-500", "bytes=0-1,3-4", "bytes=abc"),
)
_FORWARDED = (
    *_single("x-forwarded-for", "203.0.113.7", "198.51.100.2, 2001:db8::7", "unknown", ""),
    *_single("x-forwarded-host", "evil.example", "www.example.com"),
    *_single("forwarded", "for=192.0.2.60;proto=http;by=203.0.113.43"),
    *_single("via", "1.1 proxy.example.net", "1.0 fred, 1.1 p.example.net"),
    *_single("cdn-loop", "edge.example", "edge.example; v=1.0, other.example"),
)
_NEGOTIATION = (
    (("accept", "text/html"), ("accept", "application/json;q=0.9")),
    *_single("accept", "", "image/webp", "*", "application/json", "text/html;q=x"),
    *_single(
        "accept-language",
        "",
        "de",
        "xx-YY-zz;q=9",
        "en-US;q=0",
        "de;q=x, en",
        ",",
        "i-klingon",
        "EN-us",
    ),
    *_single("accept-encoding", "br", "identity", "", "gzip;q=0", "*", "deflate"),
    *_single("accept-charset", "utf-8, iso-8859-1;q=0.5"),
    *_single("te", "trailers"),
)
_CORS = (
    *_single("origin", "null", "https://app.example.org", "http://localhost:3000", "", "https://"),
    (
        ("origin", "https://app.example.org"),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "authorization,x-requested-with"),
    ),
)
_CACHING = (
    *_single("cache-control", "no-cache", "max-age=0", "no-store"),
    *_single("pragma", "no-cache"),
    *_single("warning", '199 - "stale"'),
)
_OWN = (
    *_single("x-requested-with", "XMLHttpRequest"),
    *_single("x-http-method-override", "DELETE"),
    *_single("x-api-key", "abc123", ""),
    *_single("x-amzn-trace-id", "Root=1-67891233-abcdef012345678912345678"),
    *_single("x-debug", "1", "true"),
    *_single("dnt", "1"),
    *_single("save-data", "on"),
    *_single("sec-purpose", "prefetch;prerender"),
    *_single("sec-gpc", "1"),
    *_single("content-type", "application/json"),
    *_single("x-user", "Jos\u00e9", "\u65e5\u672c", "Jos\u00c3\u00a9"),
    *_single("x-empty", ""),
    *_single("x-blank", "a\tb"),
    *_single("x-injected", "a%0d%0aSet-Cookie: b=c"),
    *_single("x_underscored", "1"),
    (("x-tag", "a"), ("x-tag", "b")),
)
_SPOOFED = (
    *_single("cloudfront-viewer-country", "US", "xx", ""),
    *_single("cloudfront-is-mobile-viewer", "true"),
)
_BIG = (
    _single("x-large", "v" * 8_192),
    (tuple((f"x-header-{number:02}", f"value-{number}") for number in range(60)),),
)

EXTRAS: Final[tuple[tuple[Bundle, ...], ...]] = (
    _NEGOTIATION,
    _AUTHORIZATIONS,
    _REFERERS,
    _CONDITIONS,
    _FORWARDED,
    _CORS,
    _CACHING,
    _OWN,
    _AUTHORIZATIONS,
    _FORWARDED,
    _OWN,
    _CONDITIONS,
    _SPOOFED,
)
"""Groups of bundles; a group stands as often as it weighs."""

BIG_EXTRAS: Final = _BIG
"""What is so large that the quota of the whole request must be looked at."""
