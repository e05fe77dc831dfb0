"""The method, out of those that the cache behavior allows."""

from typing import Final

from edgeconform.strategies import plain
from edgeconform.strategies.draft import Draft, Json, Node, Site

WRITING: Final = ("POST", "PUT", "PATCH", "DELETE")
"""The methods that may carry a body.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-include-body-access.html
"""


def methods(site: Site) -> Node:
    """Choose a method that both the schema and the options allow."""
    allowed = site.scene.options.methods
    values = site.schema["enum"]
    usual = plain.choice(site, [value for value in values if allowed is None or value in allowed])
    words = {case[site.slot] for case in usual.cases} & {*site.scene.vocabulary.methods}
    learnt = tuple(sorted(words))

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        if learnt and draft.guided and draft.choose(2):
            return learnt[draft.choose(len(learnt))]
        return usual.make(draft, made)

    return Node(make=make, cases=usual.cases)


def writing(site: Site) -> list[str]:
    """Return the methods that may carry a body, out of those that the method beside may be."""
    allowed, known = site.scene.options.methods, site.beside["method"]["enum"]
    return [m for m in WRITING if m in known and (allowed is None or m in allowed)]
