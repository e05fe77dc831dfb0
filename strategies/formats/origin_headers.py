"""The headers of a request in origin events: what the policy forwards, and what CloudFront adds.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
"""

from collections.abc import Callable
from typing import Any, Final

from edgeconform.strategies.distributions import FORWARDING, POLICY
from edgeconform.strategies.draft import Draft, Json, Node, Pair, Scene, Site, cases_of
from edgeconform.strategies.formats.cloudfront_headers import (
    asked_headers,
    geo_bundles,
    geo_maker,
)
from edgeconform.strategies.formats.extras import EXTRAS
from edgeconform.strategies.formats.header_cases import line_cases
from edgeconform.strategies.formats.header_map import header_map
from edgeconform.strategies.formats.learnt_headers import with_bundle
from edgeconform.strategies.formats.viewer_lines import viewer_lines

AGENT: Final = "Amazon CloudFront"
_VIA: Final = "2.0 2afae0d44e2540f472c0635ab62c232b.cloudfront.net (CloudFront)"
_VIA_OLD: Final = "1.1 2afae0d44e2540f472c0635ab62c232b.cloudfront.net (CloudFront)"
_REVALIDATION: Final = (
    ("if-none-match", '"33a64df551425fcc55e4d42a148795d9"'),
    ("if-modified-since", "Wed, 21 Oct 2015 07:28:00 GMT"),
)
_GEO: Final = "#geo"
_REVALIDATE: Final = "#revalidate"
_Asked = Callable[[Draft, set[str]], list[Pair]]


def origin_headers(site: Site) -> Node:
    """Make the header map of a request on its way to the origin."""
    scene = site.scene
    lines, geo, asked = viewer_lines(scene), geo_maker(scene), _asked(scene)
    written = scene.limits.names("headers.origin-request.written").exact
    forwarded = scene.limits.names("headers.origin-request.forwarded").exact
    kept_always = forwarded | set(scene.options.headers)

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        viewer = lines(draft, made)
        draft.part()
        fixed, policy = draft.fixed, draft.policy
        forwards = policy in FORWARDING
        sent: dict[str, list[str]] = {}
        for name, value in viewer:
            sent.setdefault(name, []).append(value)
        pairs = _written(draft, made, sent, forwards=forwards)
        for name, value in viewer:
            kept = forwards or name in kept_always
            if kept and name not in written and not name.startswith("cloudfront-"):
                pairs.append((name, value))
        if policy == "geo":
            pairs += fixed.get(_GEO) or geo(draft)
        pairs += asked(draft, {name for name, _ in pairs})
        if draft.choose(8) == 7 or fixed.get(_REVALIDATE):
            pairs = with_bundle(pairs, _REVALIDATION[: 1 + draft.choose(2)])
        taken = _custom_names(made)
        if taken:
            pairs = [pair for pair in pairs if pair[0] not in taken]
        return header_map(pairs, cased=draft.cased)

    return Node(make=make, cases=_cases(site))


def _written(
    draft: Draft, made: dict[str, Json], sent: dict[str, list[str]], *, forwards: bool
) -> list[Pair]:
    """Return the lines that CloudFront writes, out of those that the viewer sent."""
    chain = [value for value in sent.get("x-forwarded-for", ()) if value]
    via = sent.get("via", [])
    agents = sent.get("user-agent", [])
    agent = agents[0] if forwards and agents else AGENT
    pairs = [
        ("x-forwarded-for", ", ".join((*chain, made["clientIp"]))),
        ("user-agent", agent),
        ("via", ", ".join((*via, _VIA if draft.choose(4) < 3 else _VIA_OLD))),
    ]
    encoding = _normalised(sent.get("accept-encoding", []))
    if encoding:
        pairs.append(("accept-encoding", encoding))
    pairs.append(("host", _host(draft, made["origin"])))
    return pairs


def _normalised(values: list[str]) -> str:
    """Return the two forms of Accept-Encoding that origins see, or none."""
    codings = {part.strip() for value in values for part in value.split(",")}
    if "gzip" not in codings:
        return ""
    return "br,gzip" if "br" in codings else "gzip"


def _host(draft: Draft, origin: dict[str, Any]) -> str:
    """Return the viewer's Host where it is forwarded, which S3 would not understand."""
    if draft.policy == "all-viewer" and "s3" not in origin:
        return draft.host
    (fields,) = origin.values()
    name: str = fields["domainName"]
    return name


def _custom_names(made: dict[str, Json]) -> Any:
    (fields,) = made["origin"].values()
    return fields["customHeaders"]


def _asked(scene: Scene) -> _Asked:
    """Return what makes the lines that the options name, as far as they are not there yet."""
    own = asked_headers(scene)
    viewer = [name for name in scene.options.headers if not name.startswith("cloudfront-")]
    lines = [pair for group in EXTRAS for bundle in group for pair in bundle]
    values = {name: [value for key, value in lines if key == name] or ["1"] for name in viewer}
    written = scene.limits.names("headers.origin-request.written")

    def make(draft: Draft, there: set[str]) -> list[Pair]:
        choose = draft.choose
        pairs = [(name, table[choose(len(table))]) for name, table in own.items() if choose(8) < 7]
        for name, known in values.items():
            if name not in written and choose(2):
                pairs.append((name, known[choose(len(known))]))
        return [pair for pair in pairs if pair[0] not in there]

    return make


def _cases(site: Site) -> Any:
    scene = site.scene
    cases = [*line_cases(site), *cases_of(_REVALIDATE, (True,))]
    if scene.options.policy in (None, "geo"):
        cases += cases_of(_GEO, geo_bundles(scene), **{POLICY: "geo"})
    return cases
