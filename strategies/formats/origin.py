"""The fields of an origin, which have to agree with one another."""

from typing import Final

from edgeconform.strategies import plain
from edgeconform.strategies.draft import (
    ABSENT,
    Draft,
    Json,
    Node,
    Program,
    Site,
    cases_of,
    weighted,
)
from edgeconform.strategies.plain import fitting
from edgeconform.strategies.words import domains_of

_CUSTOM: Final = (
    "example.org",
    "origin.example.com",
    "my-bucket.s3-website-us-east-1.amazonaws.com",
    "site-bucket.s3-website.eu-central-1.amazonaws.com",
    "internal-lb-1234567890.eu-west-1.elb.amazonaws.com",
    "abc123def4.execute-api.us-east-1.amazonaws.com",
    "d111111abcdef8.cloudfront.net",
    "www.example.com",
)
_S3: Final = (
    "amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com",
    "amzn-s3-demo-bucket.s3.amazonaws.com",
    "amzn-s3-demo-bucket.s3.eu-central-1.amazonaws.com",
    "my.dotted.bucket.s3.ap-northeast-1.amazonaws.com",
    "b-1.s3.us-west-2.amazonaws.com",
)
_S3_SUFFIX = ".s3.amazonaws.com"
_LONGEST_BUCKET = 63
_LABELS = ".".join(["a" * 59] * 8)
_PATHS: Final = ("/content", "/a/b", "/v1.2", "/caf%C3%A9", "/main")
_WEBSITE = ".s3-website"
_DEFAULT_REGION = "us-east-1"
_PORTS: Final = {"http": 80, "https": 443}
_IDENTITY = "origin-access-identity"


def _chosen(table: tuple[Json, ...]) -> Program:
    return lambda draft, _made: table[draft.choose(len(table))]


def _domains(site: Site, known: tuple[str, ...], long: str, learnt: tuple[str, ...]) -> Node:
    names, words = fitting(site.schema, (*known, long)), fitting(site.schema, learnt)
    ordinary = _chosen(weighted(*((name, 4) for name in names[:-1]), (names[-1], 1)))

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        if words and draft.guided and draft.choose(2):
            return words[draft.choose(len(words))]
        return ordinary(draft, made)

    return Node(make=make, cases=cases_of(site.slot, (*names, *words)))


def custom_domains(site: Site) -> Node:
    """Choose the name of a custom origin, S3 websites among them."""
    longest = int(site.schema.get("maxLength", 64))
    long = f"{_LABELS}.example.com"[-longest:]
    learnt = domains_of(site.scene.vocabulary, s3=False)
    return _domains(site, _CUSTOM, f"a{long[1:]}", learnt)


def s3_domains(site: Site) -> Node:
    """Choose the name of a bucket, in its global and its regional form."""
    longest = min(int(site.schema.get("maxLength", 64)) - len(_S3_SUFFIX), _LONGEST_BUCKET)
    learnt = domains_of(site.scene.vocabulary, s3=True)
    return _domains(site, _S3, "b" * longest + _S3_SUFFIX, learnt)


def paths(site: Site) -> Node:
    """Choose no path, or one of up to the longest."""
    longest = int(site.schema.get("maxLength", 64))
    known = fitting(site.schema, ("", *_PATHS))
    bounds = fitting(site.schema, ("/" + "p" * (longest - 2), "/" + "p" * (longest - 1)))
    table = weighted(("", 12), *((path, 1) for path in (*known, *bounds)))
    return Node(make=_chosen(table), cases=cases_of(site.slot, (*known, *bounds)))


def protocols(site: Site) -> Node:
    """Choose a protocol; an S3 website speaks http alone."""
    chosen = plain.choice(site, sorted(site.schema["enum"], reverse=True))

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        return "http" if _WEBSITE in made["domainName"] else chosen.make(draft, made)

    return Node(make=make, cases=chosen.cases)


def ports(site: Site) -> Node:
    """Choose the protocol's own port, or any that the schema lets through but the other's."""
    values, low, high = _port_bounds(site)
    others = [8080, 8443, *(port for port in (low, low + 1, high - 1, high))]
    free = [port for port in dict.fromkeys(others) if low <= port <= high and port not in values]
    usual = 12

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        own = _PORTS.get(made["protocol"], low)
        chosen = draft.choose(usual + len(free))
        website = _WEBSITE in made["domainName"]
        own_allowed = own in values or low <= own <= high
        return own if own_allowed and (website or chosen < usual) else free[chosen % len(free)]

    cases = cases_of(site.slot, free)
    for protocol, port in _PORTS.items():
        if port in values:
            cases += cases_of(site.sibling("protocol"), [protocol], **{site.slot: port})
    return Node(make=make, cases=cases)


def _port_bounds(site: Site) -> tuple[list[int], int, int]:
    values, spans = list[int](), list[tuple[int, int]]()
    for part in site.schema.get("anyOf", [site.schema]):
        values += part.get("enum", [])
        if "minimum" in part:
            spans.append((int(part["minimum"]), int(part["maximum"])))
    low, high = spans[0] if spans else (min(values), max(values))
    return values, low, high


def regions(site: Site) -> Node:
    """Make the bucket's region; with no access identity it may be empty."""

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        parts = made["domainName"].removesuffix(".amazonaws.com").split(".s3.")
        region = parts[1] if len(parts) > 1 else _DEFAULT_REGION
        if made["authMethod"] == _IDENTITY:
            return region
        return (region, "")[draft.choose(2)]

    auth = site.sibling("authMethod")
    return Node(make=make, cases=cases_of(site.slot, ("",), **{auth: "none"}))


def completion_timeouts(site: Site) -> Node:
    """Make none, zero for no limit, or one not under the read timeout."""

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        read = made.get("readTimeout", 30)
        return (ABSENT, ABSENT, ABSENT, 0, read, read + 1, 2 * read)[draft.choose(7)]

    read_slot = site.sibling("readTimeout")
    return Node(make=make, cases=cases_of(site.slot, (ABSENT, 0, 30, 31, 60), **{read_slot: 30}))
