"""Words of a source in the company that shows what a handler does besides."""

import gzip
import json
from base64 import b64decode
from collections.abc import Iterable

import pytest

from edgeconform.strategies import EventOptions, Vocabulary, corpus
from edgeconform.strategies.draft import Json


def requests(
    words: Vocabulary, options: EventOptions | None = None, kind: str = "viewer-request"
) -> list[dict[str, Json]]:
    events = corpus(kind, options, words)
    return [event["Records"][0]["cf"]["request"] for event in events]


def test_an_encoded_line_end_stands_in_names_of_files_and_below_folders() -> None:
    words = Vocabulary(uris=("/export/",), extensions=(".csv",))
    assert {"/a%0d%0ab.csv", "/export/a%0d%0ab"} <= {each["uri"] for each in requests(words)}


def test_a_bearer_token_has_any_number_of_parts() -> None:
    sent = (each["headers"].get("authorization", []) for each in requests(Vocabulary()))
    tokens = {entry["value"].partition(" ")[2] for entries in sent for entry in entries}
    assert {0, 1, 2, 4} <= {token.count(".") for token in tokens}


def test_an_address_elsewhere_stands_below_each_folder() -> None:
    found = {each["uri"] for each in requests(Vocabulary(uris=("/out/", "/go")))}
    assert {"/out///evil.example/x", "/go/https://evil.example/x"} <= found


def test_a_cookie_is_a_number_beyond_any_list() -> None:
    sent = requests(Vocabulary(cookie_names=("store",)))
    lines = (entry for each in sent for entry in each["headers"].get("cookie", []))
    assert "store=99999" in {entry["value"] for entry in lines}


def test_a_token_of_text_that_is_no_json_is_a_header_and_a_cookie() -> None:
    sent = requests(Vocabulary(cookie_names=("session",)))
    lines = {
        entry["value"]
        for each in sent
        for name in ("authorization", "cookie")
        for entry in each["headers"].get(name, [])
    }
    assert {"Bearer bm8.bm8.bm8", "session=bm8.bm8.bm8"} <= lines


def test_a_cookie_with_a_broken_escape_comes_on_each_path_of_the_source() -> None:
    paths, words = ("/a", "/b", "/c", "/d", "/e", "/f"), tuple(map(str, range(20)))
    vocabulary = Vocabulary(uris=paths, cookie_names=("back",), strings=words)
    jars = {
        (each["uri"], entry["value"])
        for each in requests(vocabulary)
        for entry in each["headers"].get("cookie", [])
    }
    assert {(path, "back=%zz") for path in paths} <= jars


def test_parameters_are_all_nought_on_a_path_of_the_source() -> None:
    sent = requests(Vocabulary(uris=("/img/a.png",), query_keys=("w",), query_guesses=("h",)))
    assert ("/img/a.png", "w=0&h=0") in {(each["uri"], each["querystring"]) for each in sent}


def test_parameters_are_all_nought_on_many_paths_of_a_source() -> None:
    paths = tuple(f"/img/{number}.png" for number in range(40))
    found = requests(Vocabulary(uris=paths, query_guesses=("w", "h", "q", "fit", "dpr", "bg")))
    zeros = {each["uri"] for each in found if "w=0&h=0" in each["querystring"]}
    assert set(paths) <= zeros


def test_parameters_come_together_without_any_one_of_them_on_each_path_of_the_source() -> None:
    paths, keys = ("/a", "/b", "/c", "/d", "/e", "/f"), ("code", "state", "error")
    found = requests(Vocabulary(uris=paths, query_keys=keys))
    sent = {(each["uri"], each["querystring"]) for each in found}
    for path in paths:
        assert {
            (path, "state=1&error=1"),
            (path, "code=1&error=1"),
            (path, "code=1&state=1"),
        } <= sent


@pytest.mark.parametrize("kind", ["viewer-request", "origin-request"])
def test_a_parameter_is_long_on_each_path_of_the_source(kind: str) -> None:
    found = requests(Vocabulary(uris=("/error", "/a.html"), query_keys=("title",)), kind=kind)
    long = {
        (each["uri"], each["querystring"][:6]) for each in found if len(each["querystring"]) > 7000
    }
    assert {("/error", "title="), ("/a.html", "title=")} <= long


def test_a_member_of_a_body_is_each_word_of_the_source() -> None:
    words = Vocabulary(members=(("action",), ("user", "id")), strings=("delete", "{ ping }"))
    found = requests(words, EventOptions(include_body=True))
    sent = [b64decode(each["body"]["data"]) for each in found if "body" in each]
    bodies = [json.loads(body) for body in sent if body.startswith(b'{"action"')]
    for word in words.strings:
        assert {"action": word, "user": {"id": "a"}} in bodies
        assert {"action": "a", "user": {"id": word}} in bodies


def test_ordinary_bodies_come_on_each_path_of_the_source() -> None:
    found = requests(Vocabulary(uris=("/session", "/login")), EventOptions(include_body=True))
    sent = {(each["uri"], b64decode(each["body"]["data"])) for each in found if "body" in each}
    for path in ("/session", "/login"):
        assert {(path, b"a=1&b=2"), (path, b"q=%zz&w"), (path, b"null"), (path, b"[]")} <= sent


def test_a_field_of_a_body_holds_a_line_end() -> None:
    sent = bodies(requests(Vocabulary(fields=("name",)), EventOptions(include_body=True)))
    assert {b"name=a%0D%0AX%3A+b", b'{"name": "a\\r\\nX: b"}'} <= set(sent)


@pytest.mark.parametrize("kind", ["viewer-request", "origin-request"])
def test_a_packed_body_says_so_and_may_be_cut_or_grow(kind: str) -> None:
    found = requests(Vocabulary(), EventOptions(include_body=True), kind)
    packed = bodies(each for each in found if "content-encoding" in each["headers"])
    assert {unpacked(data) for data in packed} == {7, None, 4_194_304}


def bodies(found: Iterable[dict[str, Json]]) -> list[bytes]:
    return [b64decode(each["body"]["data"]) for each in found if "body" in each]


def unpacked(data: bytes) -> int | None:
    try:
        return len(gzip.decompress(data))
    except EOFError:
        return None


def test_a_form_holds_the_parameters_that_the_source_compares() -> None:
    words = Vocabulary(queries=(("op", "leave now"), ("op", "join")))
    found = requests(words, EventOptions(include_body=True))
    sent = {b64decode(each["body"]["data"]) for each in found if "body" in each}
    assert {b"op=leave%20now&other=b", b"op=join&other=b"} <= sent


def test_a_parameter_of_the_source_comes_beside_others_that_must_stay() -> None:
    guesses = tuple(f"name{number}" for number in range(20))
    queries = {each["querystring"] for each in requests(Vocabulary(query_guesses=guesses))}
    assert {f"{name}=1&q=a%20b%23c&e=&r=1&r=2" for name in guesses} <= queries


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("viewer-request", "referer", "https://partner.test/a/b?c=d"),
        ("viewer-request", "origin", "https://partner.test"),
        ("origin-response", "location", "https://partner.test/a/b?c=d"),
    ],
)
def test_an_address_is_on_a_host_of_the_source(kind: str, name: str, value: str) -> None:
    words = Vocabulary(uris=("/img/",), header_names=(name,), hosts=("partner.test",))
    found = [event["Records"][0]["cf"] for event in corpus(kind, None, words)]
    parts = "response" if kind.endswith("response") else "request"
    holding = [each for each in found if {"value": value}.items() <= line(each[parts], name)]
    assert holding
    assert parts == "response" or "/img/" in {each["request"]["uri"] for each in holding}


def line(message: dict[str, Json], name: str) -> set[tuple[str, str]]:
    return {pair for entry in message["headers"].get(name, []) for pair in entry.items()}
