"""EC715: credentials and cookies in the log."""

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Raised
from tests.support import event, findings, headers, invocation, request

BASIC = "Basic dXNlcjpzM2NyZXQtd29yZA=="
PASSWORD = "s3cret-word"
SESSION = "5533578250139358c2ab"


def places(log: str, uri: str = "/", named: tuple[str, ...] = (), **given: str) -> list[str]:
    asked = request(uri=uri, headers=headers(host="www.example.com", **given))
    made = event("viewer-request", asked)
    crash = invocation("viewer-request", Raised(error_type="E", message=""), made, log=log)
    found = findings(crash, Conditions(named=frozenset(named)))
    return [each.place for each in found if each.code == "EC715"]


@pytest.mark.parametrize(
    ("log", "given", "expected"),
    [
        ("", {"authorization": BASIC}, []),
        (f"headers: {BASIC}", {"authorization": BASIC}, ["log authorization"]),
        ("dXNlcjpzM2NyZXQtd29yZA==", {"authorization": BASIC}, ["log authorization"]),
        (f"password {PASSWORD}", {"authorization": BASIC}, ["log authorization"]),
        ("user user", {"authorization": BASIC}, []),
        ("Basic", {"authorization": BASIC}, []),
        ("Bearer a.b", {"authorization": "Bearer a.b"}, []),
        (f"sid {SESSION}", {"cookie": f"a=1; sid={SESSION}"}, ["log cookie"]),
        (f"a=1; sid={SESSION}", {"cookie": f"a=1; sid={SESSION}"}, ["log cookie"]),
        ("theme dark", {"cookie": "theme=dark"}, []),
        ("theme darkdark", {"cookie": "theme=darkdark"}, []),
        ("variant aaaaaaaa1", {"cookie": "variant=aaaaaaaa1"}, []),
        ("id aaaabcd1", {"cookie": "id=aaaabcd1"}, ["log cookie"]),
        ("id aaaaabc1", {"cookie": "id=aaaaabc1"}, []),
        ("id abcdef1", {"cookie": "id=abcdef1"}, []),
        ("id=abcdef1; n=12", {"cookie": "id=abcdef1; n=12"}, ["log cookie"]),
        ("id=abcdef1; n=1", {"cookie": "id=abcdef1; n=1"}, []),
        ("cookies: a, sid", {"cookie": f"a=1; sid={SESSION}"}, []),
    ],
)
def test_what_is_a_secret(log: str, given: dict[str, str], expected: list[str]) -> None:
    assert places(log, **given) == expected


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("environ({'A': 'b', 'AWS_SECRET_ACCESS_KEY': 'wJalrXUtnFEMI/K7MDENG'})", True),
        ("{ AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLE', B: 'c' }", True),
        ('{"AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG"}', True),
        ("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG", True),
        ("AWS_SECRET_ACCESS_KEY is not set", False),
        ("{ AWS_SECRET_ACCESS_KEY: undefined }", False),
        ("AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE'", False),
    ],
)
def test_credentials_of_the_function_are_secret(log: str, expected: bool) -> None:
    assert places(log) == (["log environment"] if expected else [])


@pytest.mark.parametrize(
    ("cookie", "named", "expected"),
    [
        ("x-group={0}", ("x-group",), []),
        ("X-Group={0}", ("x-group", "/index.html"), []),
        ("x-group={0}", (), ["log cookie"]),
        ("x-group={0}; other=5533", ("x-group",), ["log cookie"]),
        ("session={0}", ("session",), ["log cookie"]),
        ("accessToken={0}", ("accesstoken",), ["log cookie"]),
        ("user_id={0}", ("user_id",), ["log cookie"]),
        ("customId={0}", ("customid",), ["log cookie"]),
    ],
)
def test_a_handler_may_log_the_cookie_of_its_own_experiment(
    cookie: str, named: tuple[str, ...], expected: list[str]
) -> None:
    """Other cookies beside it, and those of sessions, tokens and users are secret."""
    value = cookie.format(SESSION)
    assert places(f"cookies: {value}", named=named, cookie=value) == expected


@pytest.mark.parametrize(
    "entry",
    [
        '{{"key":"{0}","value":"{1}"}}',
        "{{'key': '{0}', 'value': '{1}'}}",
        "{{ key: '{0}', value: '{1}' }}",
    ],
)
def test_whole_headers_are_one_finding(entry: str) -> None:
    """Whichever of the two an event has, the line that prints them is one."""
    sid = f"sid={SESSION}"
    credentials, cookie = entry.format("Authorization", BASIC), entry.format("cookie", sid)
    assert places(credentials, authorization=BASIC) == ["log headers"]
    assert places(cookie, cookie=sid) == ["log headers"]
    assert places(credentials + cookie, cookie=sid, authorization=BASIC) == ["log headers"]


def test_what_stands_elsewhere_is_no_secret() -> None:
    """In the path, in another header, in the source."""
    cookie = f"sid={SESSION}"
    assert places(SESSION, uri=f"/{SESSION}", cookie=cookie) == []
    assert places(SESSION, cookie=cookie, x_id=SESSION) == []
    assert places(SESSION, cookie=cookie, named=(SESSION,)) == []
    label = "User agent: "
    assert places(f"{label} curl", cookie=f"a={label}", named=(label.lower(),)) == []
