"""Literals are sorted by where in an event they can matter."""

from pathlib import Path

import pytest

from edgeconform.handlers import Literals, SourcePattern, dependencies, discover, literals
from tests.handlers.sources import write

PYTHON = """
    import json, re
    from urllib.parse import parse_qs
    from lib.words import GREETING

    COOKIE = "session"
    NAME = "x-country"
    ROUTES = {"/old": "/new", "/a": "https://www.example.org/landing?x=1"}

    def handler(event, context):
        request = event["Records"][0]["cf"]["request"]
        headers = request["headers"]
        query = parse_qs(request["querystring"])
        cookies = read_cookies(headers)
        if query.get("debug") == "yes" or "size" in query: print("a log text")
        if request["method"] in ("POST", "PUT"): ...
        if headers.get(NAME) == "DE" or "x-token" in headers: ...
        if headers["accept"][0]["value"].startswith("image/"): ...
        if cookies[COOKIE] == "abc": ...
        if request["uri"].startswith("/v1/") or request["uri"].endswith((".html", "/")): ...
        if re.match(r"^/v(\\d+)/", request["uri"], re.IGNORECASE): ...
        if len(request["uri"].split("/")) == 7: raise ValueError(f"/users/{1.5}/x")
        match request["uri"]:
            case "/health": ...
        return request
"""

JAVASCRIPT = """
    'use strict';
    const { GREETING } = require('./lib/words');
    const COOKIE = 'session';
    const NAME = 'x-country';
    const ROUTES = { '/old': '/new', '/a': 'https://www.example.org/landing?x=1' };
    exports.handler = async (event) => {
      const { request, request: { headers, uri } } = event.Records[0].cf;
      const query = new URLSearchParams(request.querystring);
      const cookies = readCookies(headers);
      if (query.get('debug') === 'yes' || query.has('size')) console.log('a log text');
      if (['POST', 'PUT'].includes(request.method)) {}
      if (headers[NAME] === 'DE' || 'x-token' in headers) {}
      if (headers.accept?.[0]?.value.startsWith('image/')) {}
      if (cookies[COOKIE] === 'abc') {}
      if (uri.startsWith('/v1/') || uri.endsWith('.html') || uri.endsWith('/')) {}
      if (/^\\/v(\\d+)\\//i.test(uri)) {}
      if (uri.split('/').length === 7) throw new Error(`/users/${1.5}/x`);
      switch (uri) { case '/health': break; }
      return request;
    };
"""

FIELDS = {
    "paths": ("/", "/users/", "/x", "/health", "/old", "/new", "/a", "/landing"),
    "prefixes": ("/v1/",),
    "suffixes": (".html", "/"),
    "headers": ("x-country", "x-token", "accept"),
    "header_values": (("x-country", "DE"), ("accept", "image/")),
    "query_keys": ("debug", "size"),
    "query_values": (("debug", "yes"),),
    "cookies": ("session",),
    "cookie_values": (("session", "abc"),),
    "hosts": ("www.example.org",),
    "field_values": (("method", "POST"), ("method", "PUT"), ("uri", "/health")),
    "strings": (
        "POST",
        "PUT",
        "session",
        "x-country",
        "hello",
        "https://www.example.org/landing?x=1",
    ),
    "numbers": (7, 1.5),
}


def _read(path: Path) -> Literals:
    (handler,) = discover(path)
    return literals(handler)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("language", ["py", "js"])
def test_literals_of_both_languages(tmp_path: Path, field: str, language: str) -> None:
    write(tmp_path, "lib/words.py", "GREETING = 'hello'")
    write(tmp_path, "lib/words.js", "exports.GREETING = 'hello';")
    found = _read(write(tmp_path, f"h.{language}", PYTHON if language == "py" else JAVASCRIPT))
    assert set(getattr(found, field)) == set(FIELDS[field])


def test_regular_expressions_keep_their_flags_and_what_they_are_held_against(
    tmp_path: Path,
) -> None:
    script = "exports.handler = (event) => /a+$/gi.test(event.uri) || new RegExp('b+', 'm');"
    assert _read(write(tmp_path, "h.js", script)).patterns == (
        SourcePattern(pattern="a+$", flags="gi", place="field", name="uri"),
        SourcePattern(pattern="b+", flags="m"),
    )
    source = (
        "import re\nP = re.compile('a+$', re.I | re.M)\n"
        "def handler(event, context): return P, '^/x.*'"
    )
    assert _read(write(tmp_path, "h.py", source)).patterns == (
        SourcePattern(pattern="^/x.*"),
        SourcePattern(pattern="a+$", flags="im"),
    )


def test_cookies_searched_in_the_header(tmp_path: Path) -> None:
    script = """
        exports.handler = (event) => {
          const headers = event.Records[0].cf.request.headers;
          for (const c of headers.cookie) if (headers.cookie[0].value.includes('group=B')) return 1;
        };
    """
    found = _read(write(tmp_path, "h.js", script))
    assert found.cookies == ("group",)
    assert found.cookie_values == (("group", "B"),)
    assert found.headers == ()


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (
            "h.py",
            """
            def handler(event, context):
                request = event["Records"][0]["cf"]["request"]
                if "default" in request["uri"]: ...
                return request["origin"]["custom"]
            """,
        ),
        (
            "h.js",
            """
            exports.handler = async (event) => {
              const request = event.Records[0].cf.request;
              if (request.uri.includes('default')) {}
              return request.origin['custom'];
            };
            """,
        ),
    ],
)
def test_a_word_of_the_event_counts_where_it_is_looked_for_in_the_path(
    tmp_path: Path, file: str, source: str
) -> None:
    assert _read(write(tmp_path, file, source)).strings == ("default",)


def test_a_header_is_known_in_whatever_case_it_is_named(tmp_path: Path) -> None:
    source = "def handler(event, context): return put(event, 'X-Tenant', 'Xerox', 'Content-Type')"
    assert _read(write(tmp_path, "h.py", source)).headers == ("x-tenant", "content-type")


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("h.js", "const r = require('./data/routes.json');\nexports.handler = (event) => r;"),
        ("h.mjs", "import r from './data/routes.json';\nexport const handler = (event) => r;"),
        (
            "h.py",
            (
                "import json\nR = json.load(open('data/routes.json'))\n"
                "def handler(event, context): return R"
            ),
        ),
    ],
)
def test_local_data_is_read(tmp_path: Path, file: str, source: str) -> None:
    data = write(tmp_path, "data/routes.json", '{"/from": {"to": "/to"}, "n": [1, ["/deep"]]}')
    path = write(tmp_path, file, source)
    (handler,) = discover(path)
    assert {"/from", "/to", "/deep"} <= set(literals(handler).paths)
    assert dependencies(handler) == (path, data)


def test_broken_and_huge_data_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.json", "{")
    write(tmp_path, "b.json", '"/' + "x" * 600_000 + '"')
    write(tmp_path, "c.json", "[" * 100_000)
    source = "FILES = 'a.json', 'b.json', 'c.json'\ndef handler(event, context): return FILES"
    assert _read(write(tmp_path, "h.py", source)).paths == ()


def test_dependencies_follow_imports_inside_the_root(tmp_path: Path) -> None:
    write(tmp_path, "node_modules/x/index.js", "exports.y = '/library';")
    write(tmp_path, "package.json", "{}")
    write(tmp_path.parent, "outside.js", "exports.z = '/outside';")
    write(tmp_path, "src/b.ts", "import './a.js'; export const b = '/b';")
    write(tmp_path, "src/c/index.mjs", "export const c = '/c';")
    source = """
        import { b } from './b.js';
        import { c } from './c';
        import '../node_modules/x/index.js';
        import '../../outside.js';
        import fs from 'fs';
        export const handler = async (event) => [b, c];
    """
    (handler,) = discover(write(tmp_path, "src/a.ts", source))
    assert [path.relative_to(tmp_path).as_posix() for path in dependencies(handler)] == [
        "src/a.ts",
        "src/b.ts",
        "src/c/index.mjs",
    ]
    assert literals(handler).paths == ("/b", "/c")


def test_python_packages_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "pkg/__init__.py", "")
    write(tmp_path, "pkg/a.py", "from . import b\nfrom .sub.c import C")
    write(tmp_path, "pkg/b.py", "from pkg import a\nB = '/b'")
    write(tmp_path, "pkg/sub/__init__.py", "")
    write(tmp_path, "pkg/sub/c.py", "import pkg.b\nC = '/c'")
    source = "from pkg.a import b, C\ndef handler(event, context): return b.B, C"
    (handler,) = discover(write(tmp_path, "h.py", source))
    names = {path.relative_to(tmp_path).as_posix() for path in dependencies(handler)}
    assert {"h.py", "pkg/a.py", "pkg/b.py", "pkg/sub/c.py"} <= names
    assert set(literals(handler).paths) == {"/b", "/c"}


def test_kinds_are_bounded(tmp_path: Path) -> None:
    words = [f"w{i}" for i in range(5000)]
    source = (
        f"WORDS = {words}\nNUMBERS = {list(range(5000))}\ndef handler(event, context): return WORDS"
    )
    found = _read(write(tmp_path, "h.py", source))
    assert (len(found.strings), len(found.numbers)) == (200, 200)


def test_a_file_that_does_not_parse_has_no_literals(tmp_path: Path) -> None:
    assert _read(write(tmp_path, "h.py", "def handler(:\n '/x'")) == Literals()


def test_bytes_are_words_as_strings_are(tmp_path: Path) -> None:
    source = """
        import re
        def handler(event, context):
            data = event["Records"][0]["cf"]["request"]["body"]["data"].encode()
            if data.startswith(b"token=") or b"caf\\xe9" in data: return None
            return re.match(rb"^a(b|c)", data)
    """
    (handler,) = discover(write(tmp_path, "handler.py", source))
    found = literals(handler)
    assert "token" in found.query_keys
    assert [each.pattern for each in found.patterns] == ["^a(b|c)"]
