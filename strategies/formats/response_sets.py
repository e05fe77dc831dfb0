"""Response headers, as S3 and other origins send them."""

from typing import Final

from edgeconform.strategies.draft import Pair

Lines = tuple[Pair, ...]

DATE: Final[Pair] = ("date", "Mon, 02 Nov 2026 10:11:12 GMT")
MODIFIED: Final[Pair] = ("last-modified", "Tue, 06 Oct 2026 07:08:09 GMT")
TAG: Final[Pair] = ("etag", '"33a64df551425fcc55e4d42a148795d9"')
S3: Final[Lines] = (
    ("x-amz-id-2", "ef8yU9AS1ed4OpIszj7UDNEHGran+VX3yXzR4mMxM2Q8Qx0o0kY="),
    ("x-amz-request-id", "318BC8BC148832E5"),
)
CHUNKED: Final[Pair] = ("transfer-encoding", "chunked")

CONTENTS: Final[tuple[Lines, ...]] = (
    (("content-type", "text/html; charset=utf-8"), ("content-length", "9593")),
    (("content-type", "text/html"), CHUNKED, ("content-encoding", "gzip")),
    (("content-type", "application/json"), ("content-length", "2")),
    (("content-type", "application/javascript"), ("content-encoding", "br"), CHUNKED),
    (("content-type", "image/jpeg"), ("content-length", "1048576"), ("accept-ranges", "bytes")),
    (("content-type", "text/css"), ("content-length", "0")),
    (("content-type", "binary/octet-stream"), ("content-length", "512")),
    (("content-length", "17"),),
    (("content-type", "text/html; charset=ISO-8859-1"), CHUNKED),
    (("content-type", "text/plain;charset=UTF-8"), ("content-encoding", "gzip")),
)
"""What the body is, which no event carries."""

CACHING: Final[tuple[Lines, ...]] = (
    (),
    (("cache-control", "max-age=3600"),),
    (("cache-control", "public, max-age=31536000, immutable"),),
    (("cache-control", "no-store"),),
    (("cache-control", "private, no-cache"),),
    (("cache-control", "max-age=0"), ("cache-control", "must-revalidate")),
    (("cache-control", "s-maxage=60, stale-while-revalidate=30"), ("age", "0")),
    (("expires", "0"), ("pragma", "no-cache")),
    (("expires", "Thu, 01 Jan 1970 00:00:00 GMT"),),
    (("cache-control", ""),),
)

EXTRAS: Final[tuple[Lines, ...]] = (
    (("vary", "Accept-Encoding"),),
    (("vary", "Origin"), ("access-control-allow-origin", "https://app.example.org")),
    (("vary", "*"),),
    (
        ("set-cookie", "a=1; Path=/; HttpOnly"),
        ("set-cookie", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"),
    ),
    (("set-cookie", "session=abc; Secure; SameSite=Lax"),),
    (("content-security-policy", "default-src 'self'"), ("x-frame-options", "DENY")),
    (("strict-transport-security", "max-age=63072000"), ("x-content-type-options", "nosniff")),
    (("access-control-allow-origin", "*"), ("access-control-allow-credentials", "true")),
    (("x-amz-meta-title", "caf\u00e9"), ("x-amz-meta-version", "")),
    (("x-amz-version-id", "null"), ("x-amz-server-side-encryption", "AES256")),
    (("x-amz-website-redirect-location", "/new"),),
    (("location", "/elsewhere?a=b"),),
    (("x-empty", ""),),
    (("link", "</a.css>; rel=preload"), ("link", "</b.js>; rel=preload")),
    (("server-timing", "db;dur=53"), ("x-powered-by", "Express")),
    (("content-disposition", "attachment; filename*=UTF-8''na%C3%AFve.txt"),),
    (("content-language", "de"), ("x-robots-tag", "noindex")),
    (("warning", '110 - "Response is Stale"'),),
    (("via", "1.1 vegur"),),
    (("x-latin", "J\u00fcrgen"),),
)

LOCATIONS: Final = (
    "https://www.example.com/new",
    "/new",
    "https://example.org/a?b=c#d",
    "//www.example.com/x",
    "",
    "http://my-bucket.s3-website-us-east-1.amazonaws.com/a/",
    "/caf%C3%A9?q=a%20b",
    "relative/path",
)

ALLOWED: Final[Pair] = ("allow", "GET, HEAD")
CHALLENGE: Final[Pair] = ("www-authenticate", 'Basic realm="x"')
RETRY: Final[Pair] = ("retry-after", "120")
VIA: Final[Pair] = ("via", "1.1 7d4d6a1f2c3b4e5f60718293a4b5c6d7.cloudfront.net (CloudFront)")
S3_ERROR: Final[Lines] = (("content-type", "application/xml"), CHUNKED)
SERVERS: Final = ("nginx", "Apache/2.4.62 (Unix)", "cloudflare")
AGES: Final = ("2402", "0", "86400")
