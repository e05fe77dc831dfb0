"""Handlers that rewrite the URI, the query or a header for the cache key."""

from typing import Any

from tests.gallery.case import PASSED, Case, asked
from tests.support import headers

VIEWER_A = "203.0.113.3"  # an address whose hash falls on variant A
VIEWER_B = "2001:db8::3"  # and one on variant B


def document(uri: str, expected: str) -> Case:
    """A friendly URI, and what is served for it."""
    found = {"uri": expected, "querystring": "a=%zz"}
    return asked("friendly_urls", uri, found, uri=uri, querystring="a=%zz")


def query(text: str, expected: str) -> Case:
    """A query string, and what is left of it."""
    name = text or "empty"
    return asked("query_normalisation", name, {"querystring": expected}, querystring=text)


def device(expected: str, *user_agents: str) -> Case:
    """A User-Agent, in as many headers as there are parts, and its class."""
    found = headers(user_agent=list(user_agents)) if user_agents else {}
    return asked(
        "device_class",
        " ".join(user_agents) or "no agent",
        {"headers.x-device-class": expected},
        headers={**found, **headers(x_device_class="spoofed")},
    )


def pricing(name: str, variant: str, client_ip: str, *cookies: str) -> Case:
    """A request for a page under test, and the variant that is served."""
    uri = "/pricing.b.html" if variant == "b" else "/pricing.html"
    found = headers(cookie=list(cookies)) if cookies else {}
    fields = {"uri": "/pricing.html", "clientIp": client_ip, "headers": found}
    return asked("ab_test", name, {"uri": uri, "headers.set-cookie": None}, **fields)


def image(expected: str, query: str = "", left: str = "", **named: str | list[str]) -> Case:
    """A request for an image by query and headers, and the directory it is served from."""
    return asked(
        "image_size",
        f"{query} {named}",
        {"uri": f"/resized/{expected}/images/a%20b.JPG", "querystring": left},
        uri="/images/a%20b.JPG",
        querystring=query,
        headers=headers(**named),
    )


NO_ROOM: dict[str, Any] = {"uri": "/" + "a" * 8180}

CASES = (
    query("", ""),
    query("b=2&a=1", "a=1&b=2"),
    query("b=1&a=2&b=0&a=1", "a=2&a=1&b=1&b=0"),
    query("utm_source=x&UTM_Medium=y&gclid=z", ""),
    query("q=a+b&q=a%20b&%zz&flag&e=&=v", "=v&%zz&e=&flag&q=a+b&q=a%20b"),
    query("&&a=1&&", "a=1"),
    query("gclidx=1&__proto__=1", "__proto__=1&gclidx=1"),
    query("\U0001f600=1&\uff01=2", "\uff01=2&\U0001f600=1"),
    document("/", "/index.html"),
    document("/docs", "/docs/index.html"),
    document("/docs/", "/docs/index.html"),
    document("/docs/index.html", "/docs/index.html"),
    document("/v1.2/intro", "/v1.2/intro/index.html"),
    document("/docs/v1.2", "/docs/v1.2/index.html"),
    document("/A.JPG", "/A.JPG"),
    document("/backup.7z", "/backup.7z"),
    document("/a%2Ehtml", "/a%2Ehtml"),
    document("/.well-known/acme", "/.well-known/acme"),
    document("//evil.example/x", "//evil.example/x/index.html"),
    document("/%zz", "/%zz/index.html"),
    document("/café", "/café/index.html"),
    asked("friendly_urls", "post", PASSED, uri="/docs", method="POST"),
    asked("friendly_urls", "head", {"uri": "/docs/index.html"}, uri="/docs", method="HEAD"),
    asked("friendly_urls", "no room", PASSED, **NO_ROOM),
    asked("friendly_urls", "no room for bytes", PASSED, uri="/" + "é" * 4090),
    asked("friendly_urls", "room", {"uri": f"/{'a' * 8179}/index.html"}, uri="/" + "a" * 8179),
    device("desktop"),
    device("desktop", ""),
    device("desktop", "Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0"),
    device("mobile", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"),
    device("mobile", "Mozilla/5.0 (Linux; Android 15; Pixel 9)", "Chrome/140 Mobile"),
    device("tablet", "Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/140"),
    device("tablet", "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Mobile/15E148"),
    pricing("hashed to A", "a", VIEWER_A),
    pricing("hashed to B", "b", VIEWER_B),
    pricing("cookie A", "a", VIEWER_B, "x=1; variant=a"),
    pricing("cookie B", "b", VIEWER_A, "variant=b; y=YQ=="),
    pricing("second header", "b", VIEWER_A, "x; =; y", " variant = b "),
    pricing("first of two", "a", VIEWER_B, "variant=a", "variant=b"),
    pricing("unknown variant", "b", VIEWER_B, "variant=c"),
    pricing("empty header", "a", VIEWER_A, ""),
    asked("ab_test", "another page", PASSED, uri="/about.html", clientIp=VIEWER_B),
    asked("ab_test", "variant itself", PASSED, uri="/pricing.b.html", clientIp=VIEWER_B),
    image("1280/original"),
    image("640/original", "w=500"),
    image("320/original", "w=0"),
    image("1920/original", "w=99999"),
    image("1280/original", "w=-1&W=5&w=NaN&w", left="W=5"),
    image("320/original", "v=%zz&w=1e9&w=7&v=", left="v=%zz&v="),
    image("640/webp", accept=["text/html", "image/avif,image/webp"], sec_ch_viewport_width="640"),
    image("320/original", "w=1280", save_data="on"),
    asked("image_size", "post", PASSED, uri="/images/a.jpg", method="POST"),
    asked("image_size", "no image", PASSED, uri="/images/a.jpg/b", querystring="w=5"),
    asked("image_size", "elsewhere", PASSED, uri="//images/a.jpg", querystring="w=5"),
    asked("image_size", "no room", PASSED, uri=f"/images/{'a' * 8160}.jpg"),
)
