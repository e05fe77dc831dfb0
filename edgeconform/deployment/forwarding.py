"""What a cache behavior passes on to the origin, and so to the functions on its side."""

from collections.abc import Iterable
from typing import Final, Literal

from edgeconform.deployment.nodes import UNKNOWN, Node
from edgeconform.model.deployment import Forwarding, Names
from edgeconform.schemas import limits, managed_policy

PolicyKind = Literal["cache", "origin-request"]

EVERYTHING: Final = Names(everything=True)
NOTHING: Final = Names()
UNCERTAIN: Final = Forwarding()


def made_by_cloudfront() -> frozenset[str]:
    """Return the headers that CloudFront adds where a policy asks for them, in lower case."""
    return limits().names("headers.cloudfront").exact


def by_policies(parts: Iterable[Forwarding]) -> Forwarding:
    """Return what several policies forward together: a name that one of them names is there."""
    merged = Forwarding(query_strings=NOTHING, headers=NOTHING)
    for part in parts:
        merged = Forwarding(
            query_strings=_either(merged.query_strings, part.query_strings),
            headers=_either(merged.headers, part.headers),
        )
    return merged


def managed(kind: PolicyKind, name: str | None) -> Forwarding:
    """Return what a managed policy, by id or name, forwards; uncertain if there is no such one."""
    policy = managed_policy(kind, name) if name else None
    if policy is None:
        return UNCERTAIN
    query = policy.query_strings
    headers = policy.headers
    return Forwarding(
        query_strings=EVERYTHING if query == "all" else Names(names=query),
        headers=_all_but(policy.excluded, cloudfront=policy.cloudfront_headers)
        if headers == "all"
        else Names(names=headers),
    )


def of_policy(headers: Node, header_names: Node, query: Node, query_names: Node) -> Forwarding:
    """Return what a policy of the template forwards, from its behaviors and lists of names."""
    return Forwarding(
        query_strings=_by_behavior(query, query_names, lower=False),
        headers=_by_behavior(headers, header_names, lower=True),
    )


def legacy(query: Node, headers: Node) -> Forwarding:
    """Return what the older settings, ForwardedValues, forward.

    They list the headers by which CloudFront caches; it passes on most others as well.
    """
    listed = _texts(headers, lower=True)
    flag = query.flag()
    return Forwarding(
        query_strings=None if flag is None else (EVERYTHING if flag else NOTHING),
        headers=None if listed is None else _legacy_headers(listed),
    )


def _legacy_headers(listed: frozenset[str]) -> Names | None:
    if "*" in listed:
        return None
    removed = limits().names("headers.removed-legacy").exact
    return Names(everything=True, names=(removed | made_by_cloudfront()) - listed)


def _all_but(excluded: frozenset[str], *, cloudfront: bool) -> Names:
    return Names(everything=True, names=excluded if cloudfront else excluded | made_by_cloudfront())


def _by_behavior(behavior: Node, names: Node, *, lower: bool) -> Names | None:
    kind = behavior.text()
    listed = _texts(names, lower=lower)
    match kind and kind.lower():
        case "none":
            return NOTHING
        case "all":
            return EVERYTHING
        case "allviewer":
            return _all_but(frozenset(), cloudfront=False)
    if listed is None:
        return None
    match kind and kind.lower():
        case "whitelist":
            return Names(names=listed)
        case "allexcept":
            return (
                _all_but(listed, cloudfront=False)
                if lower
                else Names(everything=True, names=listed)
            )
    return None


def _texts(node: Node, *, lower: bool) -> frozenset[str] | None:
    if node.value is UNKNOWN:
        return None
    texts = [each.text() for each in node.entries()]
    if None in texts:
        return None
    return frozenset(text.lower() if lower else text for text in texts if text)


def _either(first: Names | None, second: Names | None) -> Names | None:
    if first is None or second is None:
        return None
    if not first.everything and not second.everything:
        return Names(names=first.names | second.names)
    if first.everything and second.everything:
        return Names(everything=True, names=first.names & second.names)
    whole, listed = (first, second) if first.everything else (second, first)
    return Names(everything=True, names=whole.names - listed.names)
