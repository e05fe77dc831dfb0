"""Names that a source looks up: parameters, cookies, or keys of it is not told what."""

from pathlib import Path

import pytest

from edgeconform.handlers import Literals, discover, literals
from tests.handlers.sources import write


def _read(path: Path) -> Literals:
    (handler,) = discover(path)
    return literals(handler)


@pytest.mark.parametrize(
    ("name", "text", "query_keys", "keys"),
    [
        pytest.param("copied.py", "dict(parse_qsl(q)).get('lang')", ("lang",), (), id="a copy"),
        pytest.param("own.py", "read(q).get('lang')", (), ("lang",), id="a function of its own"),
        pytest.param("json.py", "json.loads(q)['lang']", (), ("lang",), id="a parsed object"),
        pytest.param("own.js", "read(q).get('lang')", (), ("lang",), id="the same in JavaScript"),
        pytest.param("json.js", "JSON.parse(q).lang", (), ("lang",), id="and parsed"),
    ],
)
def test_keys_of_what_a_call_returns(
    tmp_path: Path, name: str, text: str, query_keys: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    python = f"def handler(event, context):\n    q = event['q']\n    return {text}\n"
    javascript = f"exports.handler = async (q) => {{ return {text}; }};\n"
    source = python if name.endswith(".py") else javascript
    (found,) = discover(write(tmp_path, name, source))
    assert (literals(found).query_keys, literals(found).keys) == (query_keys, keys)


OF_COOKIES = ("beta",), ()
OF_THE_QUERY = (), ("beta",)
COOKIE = "request.headers.cookie[0].value"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"cookie_1.parse({COOKIE}).beta", OF_COOKIES),
        (f"(0, cookie_1.parse)({COOKIE}).beta", OF_COOKIES),
        (f"parse({COOKIE}).beta", OF_COOKIES),
        (f"parse(request.headers.cookie ? {COOKIE} : '').beta", OF_COOKIES),
        (f"qs.parse({COOKIE} || '', '; ')['beta']", OF_COOKIES),
        ("cookie.parse(raw).beta", OF_COOKIES),
        ("(0, querystring_1.parse)(request.querystring).beta", OF_THE_QUERY),
        ("qs.parse(raw).beta", OF_THE_QUERY),
        ("qs.parse(prefix + raw).beta", OF_THE_QUERY),
        ("qs.parse(raw ? '' : raw).beta", OF_THE_QUERY),
    ],
)
def test_what_a_library_parses_tells_what_its_keys_are(
    tmp_path: Path, text: str, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    source = f"exports.handler = async (event) => {{ const {{ request }} = event; {text}; }};"
    found = _read(write(tmp_path, "h.js", source))
    assert (found.cookies, found.query_keys) == names


JS_MAP = "const m = {}; for (const [k, v] of pairs) m[k] = v; "
PY_MAP = "m = {}\n    for k, v in pairs: m[k] = v\n    "


@pytest.mark.parametrize(
    ("file", "text", "keys"),
    [
        ("h.js", f"{JS_MAP}m.beta", ("beta",)),
        ("h.js", f"m.beta; {JS_MAP}", ("beta",)),
        ("h.js", f"{JS_MAP}const {{ beta }} = m", ("beta",)),
        ("h.js", "m.get('beta')", ("beta",)),
        ("h.js", "m.has('beta'); m.gamma", ("beta",)),
        ("h.js", "const m = { beta: 1 }; m.beta", ()),
        ("h.py", f"{PY_MAP}m['beta']", ("beta",)),
        ("h.py", f"{PY_MAP}'beta' in m", ("beta",)),
        ("h.py", "m.get('beta')", ("beta",)),
        ("h.py", "m = {'beta': 1}\n    m['beta']", ()),
    ],
)
def test_names_looked_up_in_a_map_that_is_filled_at_run_time(
    tmp_path: Path, file: str, text: str, keys: tuple[str, ...]
) -> None:
    if file.endswith(".py"):
        source = f"def handler(event, context, pairs, m):\n    {text}\n"
    else:
        source = f"exports.handler = async (event, pairs, m) => {{ {text}; }};"
    assert _read(write(tmp_path, file, source)).keys == keys


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("h.js", "query.split('&').reduce((m, p) => m, {}).beta"),
        ("h.py", "dict(p.split('=') for p in query.split('&'))['beta']"),
        ("h.py", "{p[0]: p[1] for p in query.split('&')}['beta']"),
    ],
)
def test_what_is_made_of_the_query_holds_parameters(tmp_path: Path, file: str, text: str) -> None:
    if file.endswith(".py"):
        source = f"def handler(event, context):\n    query = event['querystring']\n    {text}\n"
    else:
        source = f"exports.handler = async (e) => {{ const query = e.querystring; {text}; }};"
    assert _read(write(tmp_path, file, source)).query_keys == ("beta",)


IN_A_LOOP = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("cookie", []):
        for pair in entry["value"].split(";"):
            name, _, value = pair.strip().partition("=")
            if name == "locale" and value == "dunno":
                return None
    for part in request["querystring"].split("&"):
        if part.startswith("keep="):
            return None
    return any(item["value"] == "br" for item in request["headers"]["x-codings"])
"""

OF_LOOP = """
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  for (const { value } of request.headers.cookie ?? []) {
    for (const pair of value.split(';')) {
      const [name, text] = pair.trim().split('=');
      if (name === 'locale' && text.trim() === 'dunno') return null;
    }
  }
  for (const part of request.querystring.split('&')) if (part.startsWith('keep=')) return null;
  for (const item of request.headers['x-codings']) if (item.value === 'br') return null;
  for (const index in request.headers.cookie) if (index === 'one') return null;
};
"""


@pytest.mark.parametrize(("name", "text"), [("h.py", IN_A_LOOP), ("h.js", OF_LOOP)])
def test_names_compared_in_a_loop(tmp_path: Path, name: str, text: str) -> None:
    found = _read(write(tmp_path, name, text))
    assert (found.cookies, found.query_keys) == (("locale",), ("keep",))
    assert ("x-codings", "br") in found.header_values
    assert {"locale", "dunno"} <= set(found.strings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "h.py",
            "def handler(event, context): return [p for p in event['headers']['a'].split('|')]",
        ),
        ("h.js", "exports.handler = async (event) => event.headers.a.split('|');"),
    ],
)
def test_a_sign_that_parts_a_header_is_kept(tmp_path: Path, name: str, text: str) -> None:
    assert _read(write(tmp_path, name, text)).strings == ("|",)


def test_what_a_loop_names_after_the_event_tells_more_than_what_it_goes_through(
    tmp_path: Path,
) -> None:
    text = """
def handler(event, context):
    for request in pending(event):
        if request["headers"]["x-a"][0]["value"] == "b":
            return request
"""
    assert _read(write(tmp_path, "h.py", text)).header_values == (("x-a", "b"),)


@pytest.mark.parametrize("suffix", [".js", ".py"])
@pytest.mark.parametrize(
    ("call", "header", "query", "cookie"),
    [
        ("first(request.headers, 'beta')", True, False, False),
        ("utils.first(request.headers, 'beta', '')", True, False, False),
        ("header(request, 'beta')", True, False, False),
        ("first(request.headers, NAME)", True, False, False),
        ("parameter(request.querystring, 'beta')", False, True, False),
        ("query_of(request, 'beta')", False, True, False),
        ("cookie_of(request.headers, 'beta')", False, False, True),
        ("readCookie(request.headers.cookie, 'beta')", False, False, True),
        ("first(request.headers, 'no such name')", False, False, False),
        ("set_header(request.headers, 'beta')", False, False, False),
        ("makeCookie(request.headers, 'beta')", False, False, False),
        ("find(request, 'beta')", False, False, False),
        ("first(request.headers, 'beta', 1, 2)", False, False, False),
    ],
)
def test_names_that_functions_of_its_own_are_asked_for(
    tmp_path: Path, suffix: str, call: str, header: bool, query: bool, cookie: bool
) -> None:
    asked = f"if ({call} === 'on') return null;"
    source = f"const NAME = 'beta';\nexports.handler = async (event) => {{\n{asked}\n}};\n"
    if suffix == ".py":
        asked = f"if {call} == 'on': return None"
        source = f"NAME = 'beta'\ndef handler(event, context):\n    {asked}\n"
    found = _read(write(tmp_path, f"h{suffix}", source))
    assert ("beta" in found.headers, ("beta", "on") in found.header_values) == (header, header)
    assert ("beta" in found.query_keys, ("beta", "on") in found.query_values) == (query, query)
    assert ("beta" in found.cookies, ("beta", "on") in found.cookie_values) == (cookie, cookie)
