"""Whole sets of request headers, as browsers, robots and tools send them, in their order."""

from dataclasses import dataclass
from typing import Final

from edgeconform.strategies.draft import weighted
from edgeconform.strategies.pools import pool

Choices = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderSet:
    """One client: after Host it sends `lines`, each with one of its values.

    `http1` is the share, in quarters, of requests over HTTP/1.1, whose names have Initial-Caps.
    """

    name: str
    lines: Choices
    http1: int = 0


_LANGUAGES: Final = (
    "en-US,en;q=0.9",
    "en",
    "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7",
    "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5",
    "ja,en-US;q=0.9",
    "zh-Hant-TW,zh;q=0.9",
    "*",
    "pt-BR",
    "en-US,en;q=0.5",
)
_DOCUMENT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
_ENCODINGS: Final = ("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate", "gzip")
_CHROME: Final = (
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/138.0.0.0 Safari/537.36"
    ),
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"
    ),
)
_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_SAFARI: Final = (
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.5 Safari/605.1.15"
    ),
)
_IPHONE: Final = (
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
    ),
    (
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
    ),
)
_ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36"
)
_ROBOTS: Final = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
)
_HEALTH = (
    "Amazon-Route53-Health-Check-Service (ref 8dbf7a9e-0000-4000-8000-5b9d3a1c2e4f; "
    "report http://amzn.to/1vsZADi)"
)
_SITES: Final = ("none", "same-origin", "cross-site", "same-site")

CURL: Final = HeaderSet(
    name="curl", http1=2, lines=(("user-agent", ("curl/8.7.1",)), ("accept", ("*/*",)))
)

HEADER_SETS: Final = (
    CURL,
    HeaderSet(
        name="chrome",
        http1=1,
        lines=(
            ("sec-ch-ua", ('"Chromium";v="138", "Not)A;Brand";v="8"',)),
            ("sec-ch-ua-mobile", ("?0",)),
            ("sec-ch-ua-platform", ('"Windows"',)),
            ("upgrade-insecure-requests", ("1",)),
            ("user-agent", _CHROME),
            ("accept", (_DOCUMENT,)),
            ("sec-fetch-site", _SITES),
            ("sec-fetch-mode", ("navigate",)),
            ("sec-fetch-user", ("?1",)),
            ("sec-fetch-dest", ("document", "iframe")),
            ("accept-encoding", _ENCODINGS[:2]),
            ("accept-language", _LANGUAGES),
            ("priority", ("u=0, i",)),
        ),
    ),
    HeaderSet(
        name="chrome-fetch",
        lines=(
            ("sec-ch-ua-platform", ('"Android"',)),
            ("user-agent", (_ANDROID,)),
            ("sec-ch-ua-mobile", ("?1",)),
            ("accept", ("application/json", "application/json, text/plain, */*", "*/*")),
            ("origin", ("https://www.example.com", "https://app.example.org", "null")),
            ("sec-fetch-site", _SITES[1:]),
            ("sec-fetch-mode", ("cors",)),
            ("sec-fetch-dest", ("empty",)),
            ("referer", ("https://www.example.com/a/b?c=d",)),
            ("accept-encoding", _ENCODINGS[:2]),
            ("accept-language", _LANGUAGES),
        ),
    ),
    HeaderSet(
        name="chrome-image",
        lines=(
            ("user-agent", (*_CHROME, _ANDROID)),
            ("accept", ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",)),
            ("sec-fetch-mode", ("no-cors",)),
            ("sec-fetch-dest", ("image",)),
            ("referer", ("https://www.example.com/",)),
            ("accept-encoding", _ENCODINGS[:2]),
            ("accept-language", _LANGUAGES),
        ),
    ),
    HeaderSet(
        name="firefox",
        http1=1,
        lines=(
            ("user-agent", (_FIREFOX,)),
            ("accept", (_DOCUMENT,)),
            ("accept-language", ("en-US,en;q=0.5", *_LANGUAGES[1:])),
            ("accept-encoding", _ENCODINGS[:1]),
            ("upgrade-insecure-requests", ("1",)),
            ("sec-fetch-dest", ("document",)),
            ("sec-fetch-mode", ("navigate",)),
            ("sec-fetch-site", _SITES),
            ("te", ("trailers",)),
        ),
    ),
    HeaderSet(
        name="safari",
        lines=(
            ("sec-fetch-dest", ("document",)),
            ("user-agent", _SAFARI),
            ("accept", ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",)),
            ("sec-fetch-site", _SITES),
            ("sec-fetch-mode", ("navigate",)),
            ("accept-language", _LANGUAGES),
            ("accept-encoding", _ENCODINGS[1:2]),
        ),
    ),
    HeaderSet(
        name="iphone",
        lines=(
            ("user-agent", _IPHONE),
            ("accept", ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",)),
            ("accept-language", _LANGUAGES),
            ("accept-encoding", _ENCODINGS[1:2]),
        ),
    ),
    HeaderSet(
        name="android",
        lines=(
            ("user-agent", (_ANDROID,)),
            ("accept", (_DOCUMENT,)),
            ("accept-encoding", _ENCODINGS),
            ("accept-language", _LANGUAGES),
        ),
    ),
    HeaderSet(
        name="robot",
        http1=4,
        lines=(
            ("accept", (_DOCUMENT, "text/plain,text/html,*/*")),
            ("from", ("googlebot(at)googlebot.com",)),
            ("user-agent", _ROBOTS),
            ("accept-encoding", _ENCODINGS[1:]),
        ),
    ),
    HeaderSet(
        name="health-check",
        http1=4,
        lines=(("user-agent", (_HEALTH, "ELB-HealthChecker/2.0")), ("accept-encoding", ("gzip",))),
    ),
    HeaderSet(
        name="library",
        http1=4,
        lines=(
            ("user-agent", ("python-requests/2.32.3", "Go-http-client/1.1", "axios/1.9.0")),
            ("accept-encoding", _ENCODINGS[1:]),
            ("accept", ("*/*", "application/json")),
        ),
    ),
    HeaderSet(
        name="other-agent",
        http1=2,
        lines=(
            ("user-agent", pool("agents")),
            ("accept", (_DOCUMENT, "*/*")),
            ("accept-language", _LANGUAGES),
        ),
    ),
    HeaderSet(name="no-agent", http1=4, lines=(("accept", ("*/*", "text/html")),)),
    HeaderSet(name="empty-agent", http1=4, lines=(("user-agent", ("",)), ("accept", ("*/*", "")))),
    HeaderSet(name="host-only", http1=4, lines=()),
)

SET_TABLE: Final = weighted(
    *((one, 3 if one.name in ("curl", "chrome", "chrome-fetch") else 1) for one in HEADER_SETS)
)
"""Each set as often as it is drawn."""
