"""The headers of a request in viewer events: what the viewer sent, and nothing else."""

from edgeconform.strategies.draft import Draft, Json, Node, Site
from edgeconform.strategies.formats.header_cases import line_cases
from edgeconform.strategies.formats.header_map import header_map
from edgeconform.strategies.formats.viewer_lines import viewer_lines


def viewer_headers(site: Site) -> Node:
    """Make the header map of a request as its viewer sent it."""
    lines = viewer_lines(site.scene)

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        pairs = lines(draft, made)
        return header_map(pairs, cased=draft.cased)

    return Node(make=make, cases=line_cases(site))
