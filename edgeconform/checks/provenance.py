"""From which part of an event a handler can have a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.urls import hostname, site
from edgeconform.model import Json

_URL_HOST: Final = re.compile(r"(?:(?:https?:)?//)?([^/?#\s]+)")
_NOT_FORGED: Final = frozenset({"host", "cookie", "via"})


def carriers(exchange: Exchange, domain: str) -> list[str]:
    """Return the parts of the request that hold `domain` as a host name.

    They are `uri`, `querystring` and the names of headers, as they stand or decoded once or twice.
    """
    request = exchange.given_request
    headers = header_values(request.get("headers"))
    texts = {"uri": request["uri"], "querystring": request["querystring"]}
    for name, values in headers.items():
        if name not in _NOT_FORGED and not name.startswith("cloudfront-"):
            texts[name] = " ".join(map(str, values))
    bounded = re.compile(rf"(?<![a-z0-9-]){re.escape(domain)}(?![a-z0-9-]|\.[a-z0-9]|://)")
    return [name for name, text in texts.items() if any(map(bounded.search, _forms(text)))]


def _forms(text: str) -> tuple[str, str, str]:
    once = unquote(text)
    return text.lower(), once.lower(), unquote(once).lower()


def is_own_host(exchange: Exchange, host: str, asked: str) -> bool:
    """Whether `host` is of the site that was asked, or of one that the handler or origin names."""
    cf = exchange.invocation.event["Records"][0]["cf"]
    known = [asked, cf.get("config", {}).get("distributionDomainName", "")]
    configured = tuple(_configured(cf["request"].get("origin")))
    if any(_belongs(host, text.lower()) for text in configured if text):
        return True
    known += configured
    known += [
        value
        for values in header_values(cf.get("response", {}).get("headers")).values()
        for value in values
        if isinstance(value, str)
    ]
    if any(_belongs(host, each) for each in (*_hosts(tuple(known)), *_hosts_of(exchange))):
        return True
    return site(host) == site(hostname(asked)) or host in exchange.conditions.named


def _configured(origin: Json) -> Iterator[str]:
    """Yield the texts of the origin's configuration."""
    waiting = [origin]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case dict() as mapping:
                waiting += mapping.values()
            case list() as items:
                waiting += items


def _hosts_of(exchange: Exchange) -> tuple[str, ...]:
    return _hosts(tuple(exchange.conditions.named))


@lru_cache(maxsize=64)
def _hosts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts of URLs that are texts, and the names with a dot that others begin with."""
    found = [each for each in map(_URL_HOST.match, texts) if each]
    hosts = [(hostname(each[1]).strip("."), each[0] != each[1]) for each in found]
    return tuple(dict.fromkeys(host for host, of_url in hosts if host and (of_url or "." in host)))


def _belongs(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}") or known.endswith(f".{host}")
