"""Where the literals of a source, and the names that were read, go in an event."""

import pytest

from edgeconform.engine.guidance import Guesses, guesses, named, vocabulary
from edgeconform.engine.probing import words_read
from edgeconform.handlers import Literals, SourcePattern
from edgeconform.model import EventType, Invocation, Returned, Runtime

REQUEST = ("Records", 0, "cf", "request")


def test_a_pattern_goes_where_it_is_searched_for() -> None:
    patterns = (
        SourcePattern(pattern="^/old", place="field", name="uri"),
        SourcePattern(pattern="^bytes=", place="header", name="range"),
        SourcePattern(pattern="^v[12]$", place="query", name="version"),
        SourcePattern(pattern="a=(x|y)", place="cookie"),
        SourcePattern(pattern="w=\\d", place="query"),
        SourcePattern(pattern="^/anywhere"),
    )
    found = vocabulary(Literals(patterns=patterns))
    assert {"/old", "/anywhere"} <= set(found.uris)
    assert ("range", "bytes=") in found.headers
    assert {("version", "v1"), ("version", "v2"), ("w", "1")} <= set(found.queries)
    assert {("a", "x"), ("a", "y")} <= set(found.cookies)
    assert "/anywhere" in found.strings
    assert "/old" not in found.strings


def test_a_path_that_is_searched_once_decoded_is_encoded() -> None:
    patterns = (
        SourcePattern(pattern=r"^/blog/([^/]+)$"),
        SourcePattern(pattern="^/(.*)$", place="field", name="uri"),
        SourcePattern(pattern="^/x/[^;]*", place="header", name="referer"),
    )
    found = vocabulary(Literals(patterns=patterns)).strings
    assert {"/blog/%C3%A9", "/blog/%20", "/%C3%A9"} <= set(found)
    assert not any(text.startswith("/x/") for text in found)


def test_a_pattern_is_met_with_numbers_that_stand_elsewhere() -> None:
    patterns = (SourcePattern(pattern="^level=([0-9]{3})$", place="header", name="x-fault"),)
    found = vocabulary(Literals(patterns=patterns, numbers=(200, 7)))
    assert {("x-fault", "level=200"), ("x-fault", "level=201")} <= set(found.headers)


def test_a_pattern_is_met_with_words_that_stand_elsewhere() -> None:
    patterns = (
        SourcePattern(pattern="^/t/([a-z-]{2,32})(/|$)"),
        SourcePattern(pattern="lang=(?<tag>[^;]+)", place="cookie", name="lang"),
    )
    found = vocabulary(Literals(patterns=patterns, strings=("acme", "X-Tenant", "/static/")))
    assert "/t/acme/" in found.strings
    assert ("lang", "lang=acme") in found.cookies
    assert not any("/t/X" in text or "/t//" in text for text in found.strings)


def test_a_number_brings_the_one_after_it() -> None:
    assert vocabulary(Literals(numbers=(250, 1.5, -3))).numbers == (250, 251)


def test_methods_are_known_by_their_names() -> None:
    found = vocabulary(Literals(strings=("PUT", "put"), field_values=(("method", "DELETE"),)))
    assert set(found.methods) == {"PUT", "DELETE"}


def test_a_host_that_is_compared_is_asked_for() -> None:
    assert "a.example" in vocabulary(Literals(header_values=(("host", "a.example"),))).hosts


@pytest.mark.parametrize(
    ("part", "host"),
    [("m.", "m.example.com"), (".shop.test", "www.shop.test"), ("beta", "beta.example.com")],
)
def test_a_part_of_a_host_is_made_whole(part: str, host: str) -> None:
    assert host in vocabulary(Literals(header_values=(("host", part),))).hosts


def test_the_beginning_of_a_name_is_gone_on_with() -> None:
    assert guesses(Literals(keys=("utm_",))).names == ("utm_", "utm_x", "utm_a:b")


def test_values_have_the_parts_that_a_source_splits_them_into() -> None:
    source = Literals(strings=(";", "~", "=", "ab", "x", "|"))
    expected = ("a~b~c", "a~b", "a|b|c", "a|b")
    found = vocabulary(source)
    assert (found.cookie_values, found.query_values, found.header_values) == (expected,) * 3


def test_names_below_a_known_host_are_asked_for() -> None:
    assert vocabulary(Literals(hosts=("example.com",))).hosts == ("example.com", "a.example.com")


@pytest.mark.parametrize(
    ("literals", "host"),
    [
        (Literals(hosts=("www.example.com",)), "www.example.com"),
        (Literals(strings=(".preview.example.com",)), "a.preview.example.com"),
        (Literals(suffixes=(".html", ".example.com")), "a.example.com"),
    ],
)
def test_headers_name_hosts_of_the_source_with_a_port(literals: Literals, host: str) -> None:
    found = vocabulary(literals).header_values
    assert found == (host, f"{host}:8443")


def test_a_query_leads_to_hosts_that_begin_like_a_known_one() -> None:
    found = vocabulary(Literals(hosts=("www.example.com",))).query_values
    assert found == (
        "https://www.example.com.evil.example/x",
        "https://www.example.com@evil.example/x",
    )


def test_a_part_of_the_path_may_be_its_ending() -> None:
    parts = (("uri", "dmg"), ("uri", "/old"), ("uri", "about-us"), ("method", "get"))
    found = vocabulary(Literals(field_values=parts, suffixes=(".zip", "/")))
    assert found.extensions == (".zip", ".dmg")


def test_what_a_parser_returned_may_be_cookies_as_well_as_parameters() -> None:
    assert guesses(Literals(query_keys=("theme",), cookies=("sid",))).names == ("theme", "sid")


def test_a_body_has_what_is_looked_up_anywhere() -> None:
    source = Literals(query_keys=("email",), keys=("plan", "w"), strings=("city", "; "))
    assert vocabulary(source).fields == ("email", "plan", "w", "city")


def reading(*paths: tuple[str | int, ...]) -> Invocation:
    """An invocation that asked for these paths."""
    return Invocation(
        event_type=EventType.VIEWER_REQUEST,
        event={},
        outcome=Returned(payload=b"{}"),
        runtime=Runtime.parse("python3.13"),
        reads=paths,
    )


def test_headers_that_were_asked_for_are_learnt() -> None:
    read = reading(
        (*REQUEST, "headers", "X-Token"),
        (*REQUEST, "headers", "x-token", 0, "value"),
        (*REQUEST, "uri"),
        (*REQUEST, "origin", "custom", "customHeaders", "x-env"),
    )
    found = words_read((read,), Guesses(names=("sid",)))
    assert (found.header_names, found.custom_names) == (("x-token",), ("x-env",))
    assert found.cookie_guesses == found.query_guesses == ()


def test_strings_are_tried_as_names_where_cookies_or_the_query_are_read() -> None:
    found = guesses(Literals(strings=("sid", "a text", "x" * 50, "page[]")))
    assert found.names == ("sid", "page[]")
    cookies = words_read((reading((*REQUEST, "headers", "cookie")),), found)
    assert (cookies.cookie_guesses, cookies.query_guesses) == (found.names, ())
    query = words_read((reading((*REQUEST, "querystring")),), found)
    assert (query.cookie_guesses, query.query_guesses) == ((), found.names)


def test_a_pair_of_no_known_field_is_tried_where_the_handler_looked() -> None:
    """`jar.group === 'b'`: a parser handed the cookie on, and nothing in the source tells."""
    source = Literals(field_values=(("group", "b"), ("method", "POST"), ("uri", "/x")))
    found = guesses(source)
    assert found.pairs == (("group", "b"),)
    cookies = words_read((reading((*REQUEST, "headers", "cookie")),), found)
    assert (cookies.cookies, cookies.queries) == ((("group", "b"),), ())
    query = words_read((reading((*REQUEST, "querystring")),), found)
    assert (query.cookies, query.queries) == ((), (("group", "b"),))


@pytest.mark.parametrize("pattern", [r"(?:^|;\s*)tier=([a-z]+)(?:;|$)", r"\btier=([a-z]+)"])
def test_a_value_that_a_pattern_finds_may_be_a_word_of_the_source(pattern: str) -> None:
    wanted = {("tier", "gold"), ("tier", "silver")}
    anywhere = Literals(strings=("gold", "silver"), patterns=(SourcePattern(pattern=pattern),))
    assert wanted <= set(guesses(anywhere).pairs)
    patterns = (SourcePattern(pattern=pattern, place="cookie"),)
    assert wanted <= set(
        vocabulary(Literals(strings=("gold", "silver"), patterns=patterns)).cookies
    )


def test_the_words_of_a_pattern_are_named() -> None:
    patterns = (
        SourcePattern(pattern=r"^(?:utm_[a-z]+|Gclid|[xyz]abc)(?:=|$)"),
        SourcePattern(pattern=r"\bref(?P<kind>er|\w)\.id"),
    )
    assert named(Literals(patterns=patterns)) == {"utm_", "gclid", "abc", "ref"}
