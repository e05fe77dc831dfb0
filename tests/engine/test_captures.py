"""Strings that regular expressions match with words of the source in their groups."""

import pytest

from edgeconform.engine.captures import with_words


@pytest.mark.parametrize(
    ("pattern", "flags", "texts"),
    [
        ("^/t/([a-z0-9-]{1,32})(/|$)", "", ("/t/acme/", "/t/a-1/")),
        (r"^\/(?<shop>[\w-]+)\/(\d+)$", "", ("/acme/1", "/a-1/1")),
        (r"^/([^/]+)/([a-z]{4,})$", "", ("/acme/aaaa", "/a-1/aaaa", "/Big.Co/aaaa", "/a/acme")),
        ("^/t/([a-z.]+)$", "i", ("/t/acme", "/t/Big.Co")),
        (r"^/(?P<all>.*?)$", "", ("/acme", "/a-1", "/Big.Co")),
        ("^/t/[a-z]+$", "", ()),
        ("^/((?:[a-z]+)+)$", "", ()),
        (r"^/([\p{L}]+)$", "u", ()),
        ("^/([a-z&&b]+)$", "", ()),
        ("^/([z-a]+)$", "", ()),
        ("(", "", ()),
    ],
)
def test_words_stand_where_a_group_can_hold_them(
    pattern: str, flags: str, texts: tuple[str, ...]
) -> None:
    assert with_words(pattern, flags, ("acme", "a-1", "Big.Co", "x", "a b", "/static/")) == texts
