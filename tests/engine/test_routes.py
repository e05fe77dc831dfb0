"""Paths put together of the words of a source that takes paths apart."""

from pathlib import Path

import pytest

from edgeconform.engine.routes import routes
from edgeconform.handlers import Literals, SourcePattern, discover, literals
from tests.engine.planted import Planted, codes_found, in_javascript
from tests.handlers.sources import write

SHORT_LINKS = r"""
const TARGETS = {
  order: (id) => ({ path: `/account/orders/${id}`, campaign: 'mail' }),
  invoice: (id) => ({ path: `/account/invoices/${id}` }),
  survey: (id) => ({ path: `/survey/${id}`, campaign: 'nps' }),
};
const ID = /^[A-Z]{2}[0-9]{4,10}$/;
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [, go, kind, id] = request.uri.split('/');
  if (go !== 'go' || !Object.hasOwn(TARGETS, kind) || !ID.test(id || '')) return request;
  const { path, campaign } = TARGETS[kind](id);
  const location = [{ key: 'Location', value: `${path}?utm_campaign=${campaign}` }];
  return { status: '302', statusDescription: 'Found', headers: { location } };
};
"""

PARTNERS = """
PLANS = {"free": None, "team": "t", "enterprise": None}

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    parts = request["uri"].strip("/").split("/")
    if len(parts) == 3 and parts[0] == "partners" and parts[2] == "keys" and parts[1] in PLANS:
        request["headers"]["x-plan"] = [{"key": "X-Plan", "value": PLANS[parts[1]]}]
    return request
"""


@pytest.mark.parametrize(
    "planted",
    [in_javascript(SHORT_LINKS, code="EC705"), Planted(body=PARTNERS, code="EC306")],
)
def test_each_part_of_a_path_is_a_word_of_the_source(tmp_path: Path, planted: Planted) -> None:
    assert planted.code in codes_found(tmp_path, planted)


@pytest.mark.parametrize(
    ("name", "source", "parts", "tables"),
    [
        ("h.js", SHORT_LINKS, (("go",), (), ()), ("order", "invoice", "survey")),
        ("h.py", PARTNERS, (("partners",), (), ("keys",)), ("free", "team", "enterprise")),
        ("h.js", "exports.handler = (e) => e.uri.split('/')[1] === 'a'", (("a",),), ()),
        ("h.js", "exports.handler = (e) => e.cookie.split('=')[1] === 'a'", (), ()),
        ("h.js", "const M = { a: 1 }; exports.handler = (e) => M.a", (), ()),
    ],
)
def test_what_a_source_says_of_the_parts_of_a_path(
    tmp_path: Path,
    name: str,
    source: str,
    parts: tuple[tuple[str, ...], ...],
    tables: tuple[str, ...],
) -> None:
    (handler,) = discover(write(tmp_path, name, source))
    found = literals(handler)
    assert (found.parts, found.tables) == (parts, tables)


def test_keys_of_data_may_be_parts_of_a_path(tmp_path: Path) -> None:
    write(tmp_path, "tenants.json", '{"acme": {"name": "Acme"}}')
    source = "const t = require('./tenants.json'); exports.handler = (e) => t[e.uri.split('/')[1]]"
    (handler,) = discover(write(tmp_path, "h.js", source))
    assert literals(handler).tables == ("acme", "name")


def test_no_routes_where_one_part_or_none_is_looked_at() -> None:
    assert routes(Literals(parts=(("a",),), strings=("b",))) == ()


def test_routes_are_bounded_and_keep_the_tables_words() -> None:
    words = tuple(f"w{number}" for number in range(100))
    pattern = SourcePattern(pattern="^[A-Z]{2}$")
    found = routes(
        Literals(parts=(("go",), (), ()), tables=("order",), strings=words, patterns=(pattern,))
    )
    assert {"/go/order/AA", "/go/w0/order", "/x/order/AA"} <= {*found}
    assert len(found) <= 300
