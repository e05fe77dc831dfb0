"""Strings that regular expressions match, and strings that they just miss."""

import re

import pytest

from edgeconform.engine.patterns import MOST_SAMPLES, samples, unusual_samples, with_numbers
from edgeconform.strategies.words import PAIRED


@pytest.mark.parametrize(
    ("pattern", "flags", "wanted"),
    [
        ("^/a$", "", {"/a", "/", "/ax", "x/a"}),
        (r"^/v(\d+)/", "", {"/v1/", "/v11/"}),
        (
            r"^\/blog\/\d{4}\/feed(?:\.(rss|atom))?$",
            "",
            {"/blog/1111/feed", "/blog/1111/feed.atom"},
        ),
        ("^/p/([A-Z]{3})-([0-9]{4,6})(-new)?$", "", {"/p/AAA-0000", "/p/ZZZ-0000-new"}),
        (r"(?:^|;\s*)variant=(blue|green)(?:;|$)", "", {"variant=blue;", "variant=green;"}),
        ("Trident/7|MSIE", "i", {"Trident/7", "MSIE", "TRIDENT/7"}),
        ("[^/]+[.](?:js|css)$", "", {"a.js", "a.css"}),
        (r"^(?!/api)/(?<name>\w+)(?=x)", "", {"/a", "/1"}),
        (r"^/stars/(\d{1,6})$", "", {"/stars/1", "/stars/111111"}),
        (r"^/plans/(?:([a-z]+)/?)?$", "", {"/plans/a/", "/plans/a", "/plans/"}),
        ("(?P<year>20[0-9]{2})", "", {"2000"}),
        (r"a\.b\x41\u0042", "", {"a.bAB"}),
        ("a{x}", "", {"a{x}"}),
        (r"^v(\d+\.?)+$", "", {"v" + "1." * 40 + "!"}),
        ("^([a-z]+)*x$", "", {"a" * 40 + "!"}),
        ("^[a-z0-9][A-Za-z0-9._/-]{0,60}$", "", {"a/", "a.", "a_"}),
    ],
)
def test_alternatives_and_bounds_are_met(pattern: str, flags: str, wanted: set[str]) -> None:
    assert wanted <= set(samples(pattern, flags))


@pytest.mark.parametrize(
    "pattern",
    [
        r"^/v(\d+)/",
        r"^(\w+)@(\w+)\.(com|org)$",
        r"^[a-f0-9]{8}(-[a-f0-9]{4}){3}$",
        r"(a|b(c|d)?)+e",
    ],
)
def test_the_first_sample_matches(pattern: str) -> None:
    assert re.search(pattern, samples(pattern)[0])


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"^\/blog\/([^/]+)$", ("/blog/\u00e9", "/blog/ ", f"/blog/{PAIRED}")),
        (r"^/(?:en|de)/(.*)[.]html$", ("/en/\u00e9.html", "/en/ .html", f"/en/{PAIRED}.html")),
        (r"^/tag/[^\s/]+$", ("/tag/\u00e9", f"/tag/{PAIRED}")),
        (r"^/v(\d+)/[a-z]+$", ()),
    ],
)
def test_characters_of_all_kinds_stand_where_a_pattern_lets_them(
    pattern: str, wanted: tuple[str, ...]
) -> None:
    assert unusual_samples(pattern) == wanted


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "(",
        "[",
        "a{",
        "\\",
        "(?",
        "*",
        "(" * 300,
        "[" * 300,
        "((a{64}){64}){64}",
        "a|" * 150,
        "\\u",
    ],
)
def test_odd_patterns_are_read_to_their_end(pattern: str) -> None:
    found = samples(pattern)
    assert len(found) <= MOST_SAMPLES
    assert all(len(text) < 2_000 for text in (*found, *unusual_samples(pattern)))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("^status=([0-9]{3})$", ("status=100", "status=599")),
        (r"^/stars/(\d{1,2})$", ("/stars/7", "/stars/100", "/stars/599")),
        (r"(?:^|&)w=(\d+)", ("w=7", "w=100", "w=599")),
        (r"^/\d{4}/", ()),
        ("^/a$", ()),
    ],
)
def test_numbers_of_the_source_stand_where_digits_may(
    pattern: str, wanted: tuple[str, ...]
) -> None:
    assert with_numbers(pattern, (7, 100, 599)) == wanted
