"""What the boundary corpus wants of a request's headers."""

from dataclasses import replace
from typing import Any

from edgeconform.strategies.distributions import forwarding
from edgeconform.strategies.draft import Case, Site, cases_of
from edgeconform.strategies.formats.cookies import BIG_JAR, JARS, MANY_JAR, learnt_jars
from edgeconform.strategies.formats.extras import BIG_EXTRAS, EXTRAS
from edgeconform.strategies.formats.header_sets import HEADER_SETS, HeaderSet
from edgeconform.strategies.formats.learnt_headers import learnt_bundles
from edgeconform.strategies.formats.method import writing
from edgeconform.strategies.formats.uri_words import whole_paths
from edgeconform.strategies.formats.viewer_lines import (
    CHUNKED,
    EXTRA,
    FILL,
    JAR,
    SET,
    allowed_bundles,
)
from edgeconform.strategies.plain import fitting

_MOST_JARS = 150
_MOST_LINES = 400
_MOST_TURNS = 4
_MOST_PATHS = 6


def line_cases(site: Site) -> list[Case]:
    """Return a case for each header set, each further line, each jar, and the quota's edge."""
    scene, needed = site.scene, forwarding(site.scene) or {}
    groups: Any = dict.fromkeys((*EXTRAS, *BIG_EXTRAS))
    bundles = [one for group in groups for one in allowed_bundles(scene, group)]
    jars = (*JARS, BIG_JAR, *learnt_jars(scene.vocabulary)[:_MOST_JARS])
    cases = cases_of(SET, [turn for one in HEADER_SETS for turn in _turns(one)], **needed)
    cases += cases_of(EXTRA, [*bundles, *learnt_bundles(scene)[:_MOST_LINES]], **needed)
    cases += cases_of(JAR, jars, **needed)
    for path in _learnt_paths(site):
        cases += cases_of(JAR, (MANY_JAR,), **{**needed, site.sibling("uri"): path})
    cases += cases_of(FILL, (1, 0), **needed)
    for method in writing(site):
        cases += cases_of(CHUNKED, (True,), **{site.sibling("method"): method})
    return cases


def _learnt_paths(site: Site) -> tuple[str, ...]:
    return fitting(site.beside["uri"], whole_paths(site.scene.vocabulary))[:_MOST_PATHS]


def _turns(one: HeaderSet) -> list[HeaderSet]:
    """Return the set with each line's first value, with each line's second, and so on."""
    most = min(_MOST_TURNS, max((len(values) for _, values in one.lines), default=1))
    return [
        replace(
            one, lines=tuple((name, (values[turn % len(values)],)) for name, values in one.lines)
        )
        for turn in range(most)
    ]
