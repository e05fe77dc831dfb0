"""Where a Location leads, as browsers see it."""

import pytest

from edgeconform.checks.urls import resolve, site

HERE = "www.example.com"


@pytest.mark.parametrize(
    ("reference", "host"),
    [
        ("/a", HERE),
        ("a/b", HERE),
        ("", HERE),
        ("?q=//evil.example", HERE),
        ("#//evil.example", HERE),
        ("/a//evil.example", HERE),
        ("/%2F/evil.example", HERE),
        ("https:evil.example", HERE),
        ("https:/evil.example", HERE),
        ("https:///a", "a"),
        ("http:evil.example", "evil.example"),
        ("//evil.example/x", "evil.example"),
        ("/\\evil.example", "evil.example"),
        ("\\\\evil.example", "evil.example"),
        ("\\/evil.example", "evil.example"),
        ("///evil.example", "evil.example"),
        ("https:\\\\evil.example", "evil.example"),
        ("/\t/evil.example", "evil.example"),
        ("/\n/evil.example", "evil.example"),
        (" //evil.example", "evil.example"),
        ("HTTPS://EVIL.Example:8443/x", "evil.example"),
        ("https://www.example.com@evil.example/", "evil.example"),
        ("https://a:b@c@evil.example", "evil.example"),
        ("https://evil.example\\@www.example.com/", "evil.example"),
        ("https://evil%2Eexample/", "evil.example"),
        ("https://evil\u3002example/", "evil.example"),
        ("https://evil\uff0eexample/", "evil.example"),
        ("https://evil\uff61example/", "evil.example"),
        ("https://evil.example./", "evil.example"),
        ("https://[2001:db8::1]:443/", "[2001:db8::1]"),
        ("https://", None),
        ("https://a b/", None),
        ("https://a%2Fb/", None),
        ("javascript:alert(1)", None),
        ("mailto:a@evil.example", None),
    ],
)
def test_a_reference_is_resolved_as_browsers_do(reference: str, host: str | None) -> None:
    target = resolve(reference, "WWW.example.com:443")
    assert (target.host if target else None) == host


@pytest.mark.parametrize(
    ("reference", "rest"),
    [("/a?b#c", "/a?b#c"), ("//h/a?b", "/a?b"), ("https:a", "a"), ("https://h", "")],
)
def test_what_comes_after_the_host_is_kept(reference: str, rest: str) -> None:
    target = resolve(reference, HERE)
    assert target is not None
    assert target.rest == rest


@pytest.mark.parametrize(
    ("host", "expected"),
    [("a.b.example", "b.example"), ("x", "x"), ("192.0.2.1", "192.0.2.1"), ("[::1]", "[::1]")],
)
def test_a_site_is_two_labels(host: str, expected: str) -> None:
    assert site(host) == expected
