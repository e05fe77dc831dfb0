"""Sort literals: a path, a header's name, a cookie, a host, or just a string."""

import re
from itertools import pairwise

from edgeconform.handlers.facts import PARTING, Access, Chain, Fact, Number, Pattern, Text

MAX_OF_A_KIND = 200
MAX_LENGTH = 300
MAX_MEMBERS = 6

KINDS = (
    "paths",
    "prefixes",
    "suffixes",
    "headers",
    "query_keys",
    "cookies",
    "keys",
    "hosts",
    "strings",
)

PLACES = ("header", "query", "cookie", "field")

# The words of the event itself, which no viewer's choice can turn into something else.
_SHAPE = re.compile(
    r"Records|cf|config|request|response|headers|uri|querystring|method|clientIp|body|data|action"
    r"|encoding|inputTruncated|origin|custom|s3|domainName|customHeaders|key|value|status"
    r"|statusDescription|bodyEncoding|eventType|distributionId|distributionDomainName|requestId"
    r"|handler|event|context|callback|default|__main__|__esModule|utf-?8|base64"
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::\d+)?", re.IGNORECASE)
_URL = re.compile(r"https?://(?P<host>[^/?#\s]+)(?P<path>/[^?#\s]*)?", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:[cm]?[jt]sx?|s?css|html?|json|xml|txt|php|py|pdf|ico|svg|png|jpe?g|gif"
    r"|webp|avif|mp4|m3u8|ts|woff2?|zip|gz|map|md)$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.\w{1,8}")
_PAIR = re.compile(r"(?P<name>[\w.~-]+)=(?P<value>[\w.~%+-]*);?")
_TOKEN = re.compile(r"[\w.~-]+=?")
_HEADER = re.compile(r"(?:x|cloudfront|accept|content|sec|if|user|viewer)-[a-z0-9-]+")
_QUERY = re.compile(
    r"(?:parse_qsl?|parse|URLSearchParams|decode)\(\)|searchParams|params|query"
    r"|qs|query_?params|query_?string_?params?",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"(?:.*_)?cookies?(?:_\d+)?(?:\(\))?|.*cookies?\(\)", re.IGNORECASE)
_OTHER_PARSERS = frozenset({"JSON", "json", "path", "Date", "ast", "yaml"})
_REGEX = re.compile(r"\^.|.\$$|\(\?|\\[dwsb]|\.[*+]")
_MEMBER = re.compile(r"[A-Za-z_$][\w$-]{0,63}")
_PARSED = frozenset({("JSON", "parse()"), ("json", "loads()"), ("json", "load()")})
_OF_EVENTS = frozenset({"Records", "cf", "request", "response", "headers", "customHeaders"})
_PATH = ("field", "uri")
_NO_KEY = re.compile(r"\*.*|\d+|.*\(\)|value|key|length|items|keys|values")


class Sorting:
    """Literals, gathered by kind, each once and at most `MAX_OF_A_KIND` of a kind."""

    __slots__ = ("_filled", "_looked_up", "kinds", "members", "numbers", "pairs", "patterns")

    def __init__(self) -> None:
        self._filled: set[str] = set()
        self._looked_up: dict[str, dict[str, None]] = {}
        self.members: dict[Chain, None] = {}
        self.kinds: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
        self.pairs: dict[str, dict[tuple[str, str], None]] = {place: {} for place in PLACES}
        self.numbers: dict[int | float, None] = {}
        self.patterns: dict[tuple[str, str], tuple[str, str]] = {}

    def add(self, fact: Fact) -> None:
        """Take what a fact has to offer."""
        match fact:
            case Access(chain=chain):
                self._add_chain(chain)
                if len(chain) == 2 and place_of(chain)[0] in ("", "field"):
                    self._add_looked_up(fact)
            case Text(value=value) if value and len(value) <= MAX_LENGTH:
                self._add_text(fact)
            case Number(value=number) if len(self.numbers) < MAX_OF_A_KIND:
                self.numbers[number] = None
            case Pattern(pattern=pattern, flags=flags, partner=partner):
                self._add_pattern(pattern, flags, place_of(partner) if partner else ("", ""))

    def _put(self, kind: str, value: str) -> None:
        found = self.kinds[kind]
        if len(found) < MAX_OF_A_KIND:
            found[value] = None

    def _put_pair(self, place: str, name: str, value: str) -> None:
        found = self.pairs[place]
        if len(found) < MAX_OF_A_KIND:
            found[name, value] = None

    def _add_pattern(self, pattern: str, flags: str, place: tuple[str, str]) -> None:
        if len(pattern) <= MAX_LENGTH and len(self.patterns) < MAX_OF_A_KIND:
            known = self.patterns.get((pattern, flags), ("", ""))
            self.patterns[pattern, flags] = known if known[0] else place

    def _add_chain(self, chain: Chain) -> None:
        """Take names of headers, query parameters and cookies that are looked up."""
        if len(self.members) < MAX_OF_A_KIND and (member := member_of(chain)):
            self.members[member] = None
        kind, name = place_of(chain)
        names = {"header": "headers", "query": "query_keys", "cookie": "cookies"}
        if kind in names and name:
            self._put(names[kind], name)
        elif _is_made(chain) and name and not _SHAPE.fullmatch(name):
            self._put("keys", name)

    def _add_looked_up(self, access: Access) -> None:
        """Take a name that is asked for by a call, or of a map that is filled by computed keys."""
        owner, key = access.chain
        names = self._looked_up.setdefault(owner, {})
        if access.written and key.startswith("*"):
            self._filled.add(owner)
        elif not any(map(_SHAPE.fullmatch, access.chain)) and not _NO_KEY.fullmatch(key):
            names[key] = None
        if owner in self._filled:
            for name in names:
                self._put("keys", name)
        elif access.by_call and key in names:
            self._put("keys", key)

    def _add_text(self, text: Text) -> None:
        if text.partner and text.role in ("compared", "prefix", "suffix", "contained"):
            self._add_held(text)
        if not self._add_by_role(text):
            self._add_by_look(text)

    def _add_held(self, text: Text) -> None:
        """Take a string together with what it is held against."""
        kind, name = place_of(text.partner)
        pair = _PAIR.fullmatch(text.value)
        if kind in ("cookie", "query") and pair:
            self._add_pair(kind, pair["name"], pair["value"])
        elif kind in ("cookie", "query") and not name:
            if _TOKEN.fullmatch(text.value) and text.role in ("compared", "prefix"):
                if not _is_behind(text.partner):
                    names = "cookies" if kind == "cookie" else "query_keys"
                    self._put(names, text.value.rstrip("="))
                self._put("strings", text.value)
        elif name and (kind != "field" or text.role == "compared"):
            self._put_pair(kind, name, text.value)

    def _add_pair(self, kind: str, name: str, value: str) -> None:
        self._put("cookies" if kind == "cookie" else "query_keys", name)
        if value:
            self._put_pair(kind, name, value)

    def _add_by_role(self, text: Text) -> bool:
        value = text.value
        kind, _ = place_of(text.partner)
        if kind in ("header", "cookie", "query"):
            if text.role == "contained" and len(value) == 1:
                self._put("strings", value)
            return not value.startswith("/")
        match text.role:
            case "prefix" if value.startswith("/"):
                self._put("prefixes", value)
            case "suffix":
                self._put("suffixes", value)
            case "key" if _SHAPE.fullmatch(value):
                pass
            case "part" if len(value) < 2:
                pass
            case _:
                return False
        return True

    def _add_by_look(self, text: Text) -> None:
        value = text.value
        if _SHAPE.fullmatch(value) and place_of(text.partner) != _PATH:
            return
        if _REGEX.search(value) and text.role == "value":
            self._add_pattern(value, "", ("", ""))
        elif value.startswith("/"):
            self._put("paths", value.partition("?")[0])
        elif (url := _URL.match(value)) and _HOST.fullmatch(url["host"]):
            self._put("hosts", url["host"])
            self._put("strings", value)
            if url["path"]:
                self._put("paths", url["path"])
        elif _SUFFIX.fullmatch(value):
            self._put("suffixes", value)
        elif _HOST.fullmatch(value) and not _FILE.search(value):
            self._put("hosts", value)
        elif pair := _PAIR.fullmatch(value):
            self._add_pair("cookie", pair["name"], pair["value"])
            self._add_pair("query", pair["name"], pair["value"])
        else:
            if _HEADER.fullmatch(value.lower()):
                self._put("headers", value.lower())
            self._put("strings", value)


def _is_made(chain: Chain) -> bool:
    """Whether a chain begins with what a call or a parser returns."""
    return any(link.endswith("()") for link in chain[:2]) and not chain[-1].endswith("()")


def _is_behind(chain: Chain) -> bool:
    """Whether a chain leads to what stands behind the sign at which a text is parted."""
    called, part = next(
        ((a, b) for a, b in pairwise(reversed(chain)) if not a.endswith("()")), ("", "")
    )
    return part in PARTING and called.isdigit() and called != "0"


def member_of(chain: Chain) -> Chain:
    """Return the keys by which a chain goes into what is no part of the event's own shape.

    Empty where it goes through the event, through calls, or not at all: a document that was
    parsed elsewhere is looked into by plain keys.
    """
    keys = chain[2:] if chain[:2] in _PARSED else chain[1:]
    if len(keys) > MAX_MEMBERS or _SHAPE.fullmatch(chain[0]) or _OF_EVENTS & {*chain}:
        return ()
    return keys if all(map(_MEMBER.fullmatch, keys)) else ()


def place_of(chain: Chain) -> tuple[str, str]:
    """Return where in an event a chain looks, and the name it asks for.

    The place is `header`, `query`, `cookie` or `field`; the name is empty where it is not told.
    """
    for index, link in enumerate(chain):
        rest = [name for name in chain[index + 1 :] if not _NO_KEY.fullmatch(name)]
        if link == "headers" and rest and rest[0] != "cookie":
            return "header", rest[0].lower()
        if _COOKIES.fullmatch(link):
            return "cookie", rest[0] if rest else ""
        if link == "querystring" and index and rest:
            return "query", rest[0]
        if chain[0] in _OTHER_PARSERS:
            continue
        if _QUERY.fullmatch(link) and (rest or link.endswith("()")):
            return "query", rest[0] if rest else ""
    named = [link for link in chain[1:] if not _NO_KEY.fullmatch(link)]
    if "querystring" in named[-1:]:
        return "query", ""
    return ("field", named[-1]) if named else ("", "")
