"""Where a Location leads, resolved as browsers do: https://url.spec.whatwg.org/#url-parsing."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

_AROUND: Final = "".join(map(chr, range(0x21)))
_INSIDE: Final = re.compile(r"[\t\r\n]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY: Final = re.compile(r"[/\\]*([^/\\?#]*)")
_PORT: Final = re.compile(r":\d*$")
_FORBIDDEN: Final = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|]")
_IPV6: Final = re.compile(r"\[[0-9a-f:.]+\]")
_DOTS: Final = str.maketrans("\u3002\uff0e\uff61", "...")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An http or https URL: its `host` in lower case without port, and `rest` from the path on.

    `absolute` tells whether the reference named the host itself. `scheme` is empty where it was
    not named.
    """

    host: str
    rest: str
    scheme: str
    absolute: bool


def resolve(reference: str, host: str) -> Target | None:
    """Return where `reference` leads from a page of https://`host`; None if no browser follows it.

    Backslashes count as slashes, tabs and line breaks are dropped, and `https:` without slashes
    stays on the host.
    """
    text = _INSIDE.sub("", reference.strip(_AROUND))
    scheme = ""
    if named := _SCHEME.match(text):
        scheme, text = named[1].lower(), text[named.end() :]
        if scheme not in ("http", "https"):
            return None
    if scheme == "http" or _is_slashes(text[:2]):
        return _with_authority(scheme, text)
    return Target(host=_plain(host), rest=text, scheme=scheme, absolute=False)


def hostname(authority: str) -> str:
    """Return the host of `user@host:port`, in lower case; empty if it is no host."""
    host = _plain(authority.rpartition("@")[2])
    if _IPV6.fullmatch(host):
        return host
    return "" if _FORBIDDEN.search(host) else host


def site(host: str) -> str:
    """Return the last two labels of a host name, which tell sites apart; an address as it is."""
    labels = host.split(".")
    return host if labels[-1].isdigit() or "[" in host else ".".join(labels[-2:])


def _with_authority(scheme: str, text: str) -> Target | None:
    found = _AUTHORITY.match(text)
    host = hostname(found[1]) if found else ""
    if not found or not host:
        return None
    return Target(host=host, rest=text[found.end() :], scheme=scheme, absolute=True)


def _is_slashes(start: str) -> bool:
    return len(start) == 2 and set(start) <= {"/", "\\"}


def _plain(host: str) -> str:
    return _PORT.sub("", unquote(host)).translate(_DOTS).lower().rstrip(".")
