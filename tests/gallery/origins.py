"""Handlers that choose the origin, or sign for it."""

import hashlib
import hmac
from typing import Any

from tests.gallery.case import PASSED, Case, asked
from tests.support import CUSTOM_ORIGIN, S3_ORIGIN, headers

BLUE, GREEN, STANDBY = (f"{name}.origin.example.com" for name in ("blue", "green", "standby"))
NONCE = "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="
FORGED = headers(x_signature="forged", x_signature_nonce="forged")


def custom(**fields: Any) -> dict[str, Any]:
    """A custom origin that differs from the ordinary one in `fields`."""
    return {"custom": {**CUSTOM_ORIGIN["custom"], **fields}}


def release(name: str, label: str, **fields: Any) -> Case:
    """A request that is sent to the origin of a release."""
    domain = f"{label}.origin.example.com"
    expected = {
        "origin.custom.domainName": domain,
        "origin.custom.customHeaders": {},
        "origin.s3": None,
        "headers.host": domain,
    }
    return asked("dynamic_origin", name, expected, **fields)


def balanced(name: str, client_ip: str, before: str, after: str) -> Case:
    """A request of a client for a pool of origins, and the one of the pool that it goes to."""
    origin = custom(domainName=before, path="/shop", port=8443)
    expected = {"origin": custom(domainName=after, path="/shop", port=8443), "headers.host": after}
    return asked("load_balancing", name, expected, clientIp=client_ip, origin=origin)


def signed(name: str, message: str, **fields: Any) -> Case:
    """A request to an origin with a key, and the message that is signed."""
    key = hmac.new(b"k\xc3\xa9y", f"{message}\n{NONCE}".encode(), hashlib.sha256)
    own = headers(x_signing_key="kéy", x_signature="double", x_other="1")
    origin = custom(path="/api", customHeaders=own)
    expected = {
        "headers.x-signature": key.hexdigest(),
        "headers.x-signature-nonce": NONCE,
        "origin.custom.customHeaders": headers(x_other="1"),
    }
    return asked("request_signing", name, expected, origin=origin, **fields)


CASES = (
    release("header", "beta", headers=headers(x_release="beta")),
    release("cookie", "next", headers=headers(cookie=["a; =b", "c=d; release=next"])),
    release("query", "beta", querystring="a=%zz&release=beta&release=next"),
    release("header first", "next", headers=headers(x_release="next", cookie="release=beta")),
    release("unknown header", "beta", headers=headers(x_release="x", cookie="release=beta")),
    release("s3 before", "beta", querystring="release=beta", origin=S3_ORIGIN),
    release(
        "secrets of the origin",
        "beta",
        querystring="release=beta",
        origin=custom(customHeaders=headers(x_key="secret")),
    ),
    asked("dynamic_origin", "none", PASSED),
    asked("dynamic_origin", "unknown", PASSED, querystring="release=constructor&release"),
    balanced("to blue", "203.0.113.2", GREEN, BLUE),
    balanced("to green", "2001:db8::2", BLUE, GREEN),
    balanced("stays", "203.0.113.2", BLUE, BLUE),
    asked("load_balancing", "failover", PASSED, origin=custom(domainName=STANDBY)),
    asked("load_balancing", "s3", PASSED, origin=S3_ORIGIN),
    signed("get", "GET\n/api/index.html?", headers=FORGED),
    signed("post", "POST\n/api/a%20é?b=%zz&b", uri="/a%20é", querystring="b=%zz&b", method="POST"),
    asked("request_signing", "no key", PASSED),
    asked(
        "request_signing",
        "empty key",
        {"headers.x-signature": None, "origin": CUSTOM_ORIGIN},
        origin=custom(customHeaders=headers(x_signing_key="")),
    ),
    asked("request_signing", "s3", PASSED, origin=S3_ORIGIN, headers=FORGED),
)
