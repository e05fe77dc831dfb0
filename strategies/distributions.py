"""The distribution that an event belongs to, and what is settled before its parts are made."""

from collections.abc import Callable
from typing import Final

from edgeconform.strategies.draft import Case, Draft, Scene, cases_of, weighted
from edgeconform.strategies.options import POLICIES
from edgeconform.strategies.pools import pool
from edgeconform.strategies.words import hosts_of

DISTRIBUTIONS: Final = (
    ("d111111abcdef8.cloudfront.net", "EDFDVBD6EXAMPLE"),
    ("d222222abcdef8.cloudfront.net", "E2QWRUHAPOMQZL"),
    ("d3m4xk9w0q2zyt.cloudfront.net", "E1A2B3C4D5E6F7"),
)

_ALIASES = (
    "www.example.com",
    "example.com",
    "static.example.org",
    "a.b.c.example.net",
    "xn--caf-dma.example",
    "WWW.EXAMPLE.COM",
)
_OWN_NAME = 12

FORWARDING: Final = frozenset({"all-viewer", "all-viewer-except-host"})
"""The policies that forward the query, the cookies and the headers of the viewer."""

HOST: Final = "#host"
POLICY: Final = "#policy"
DISTRIBUTION: Final = "#distribution"


def beginning(scene: Scene) -> Callable[[Draft], None]:
    """Return what settles distribution, host, policy and the use of the vocabulary."""
    aliases = weighted(("", _OWN_NAME), *((name, 1) for name in (*_ALIASES, *pool("hosts")[:6])))
    learnt = hosts_of(scene.vocabulary)
    policies = (scene.options.policy,) if scene.options.policy else POLICIES
    origin_side, guided = scene.event_type.side == "origin", bool(scene.vocabulary)

    def begin(draft: Draft) -> None:
        choose, fixed = draft.choose, draft.fixed
        draft.part()
        draft.distribution = fixed.get(DISTRIBUTION, choose(len(DISTRIBUTIONS)))
        draft.domain = DISTRIBUTIONS[draft.distribution][0]
        draft.guided = guided and choose(3) > 0
        own = learnt if learnt and draft.guided and choose(3) else aliases
        draft.host = fixed.get(HOST) or own[choose(len(own))] or draft.domain
        if origin_side:
            draft.policy = fixed.get(POLICY) or policies[choose(len(policies))]

    return begin


def beginning_cases(scene: Scene) -> list[Case]:
    """Return the cases of what is settled before the parts of the event."""
    cases = cases_of(DISTRIBUTION, range(len(DISTRIBUTIONS)))
    cases += cases_of(HOST, (*_ALIASES, *hosts_of(scene.vocabulary)))
    if scene.event_type.side == "origin":
        cases += cases_of(POLICY, (scene.options.policy,) if scene.options.policy else POLICIES)
    return cases


def forwarding(scene: Scene) -> Case | None:
    """Return what must be fixed so that a query, cookies and viewer headers are in the event.

    None where the options keep them out.
    """
    if scene.event_type.side == "viewer":
        return {}
    if scene.options.policy is None:
        return {POLICY: "all-viewer"}
    return {} if scene.options.policy in FORWARDING else None
