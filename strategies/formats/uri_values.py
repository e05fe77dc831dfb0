"""Paths that have broken handlers, or look as if they might."""

from typing import Final

_ALMOST_MATCHING: Final = (f"/{'a' * 40}!", f"/{'0' * 40}!", f"{'/a' * 40}!", f"/{'a-' * 20}!")
"""Long runs that end otherwise: what a regular expression that backtracks takes years for."""

URIS: Final = (
    "/",
    "/index.html",
    "/a",
    "/a/",
    "/a/b.html",
    "/v1.2/intro",
    "/v1.2/",
    "/A.JPG",
    "/.well-known/x",
    "/favicon.ico",
    "/robots.txt",
    "//evil.example/x",
    "//evil.example/x/",
    "//",
    "/%2F/evil.example",
    "/%5Cevil.example",
    "/.evil.example",
    "/x//y",
    "/./a",
    "/a/../b",
    "/%2e%2e/b",
    "/a%20b",
    "/a+b",
    "/caf%C3%A9",
    "/café",
    "/%E3%81%82/",
    "/%F0%9F%98%80",
    "/a%2Fb",
    "/a%3Fb",
    "/a%23b",
    "/100%25",
    "/%",
    "/%zz",
    "/%C3",
    "/a;p=1",
    "/a,b",
    "/a:b@c",
    "/a'b",
    "/a(b)",
    "/a&b=c",
    "/a=b",
    "/$a!*~",
    "/en-US/",
    "/en",
    "/%0d%0a",
    "/x%0d%0aSet-Cookie:%20a=b",
    "/%00",
    "/admin",
    "/%61dmin",
    "/Admin/",
    "/x/../admin",
    "/index.html/index.html",
    "/a.b/c",
    "/archive.tar.gz",
    "/a.",
    "/.hidden",
    "/a/b/c/d/e/f/g",
    "/__proto__",
    "/undefined",
    "/null",
    *_ALMOST_MATCHING,
)

LENIENT_URIS: Final = (
    "/a|b",
    '/a"b',
    "/a\\b",
    "/\\evil.example",
    "/\\evil.example/",
    "/a<b>",
    "/a{b}",
    "/a[0]",
    "/a^b`",
)
"""Raw characters of which no source says whether CloudFront lets them through: made seldom."""

SEGMENTS: Final = ("a", "en", "de-DE", "api", "v1", "v1.2", "images", "index", "123", "..", "%20")
ENDINGS: Final = ("", "", "/", ".html", ".jpg", ".JPG", ".js", ".json", "/index.html", ".", "//")
ODD_PARTS: Final = ("%20", "+", "%2F", "%25", "%C3%A9", "%zz", "%", ";a=1", ",", ":", "@", "'", "ü")
