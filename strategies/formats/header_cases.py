"""What the boundary corpus wants of a request's headers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from edgeconform.strategies.distributions import forwarding
from edgeconform.strategies.draft import Case, Site, cases_of
from edgeconform.strategies.formats.cookies import BIG_JAR, JARS, MANY_JAR, jars_to_try, learnt_jars
from edgeconform.strategies.formats.extras import BIG_EXTRAS, EXTRAS
from edgeconform.strategies.formats.header_sets import HEADER_SETS, HeaderSet
from edgeconform.strategies.formats.learnt_headers import bundles_to_try, learnt_bundles
from edgeconform.strategies.formats.method import writing
from edgeconform.strategies.formats.uri_words import learnt_paths
from edgeconform.strategies.formats.viewer_lines import (
    CHUNKED,
    EXTRA,
    FILL,
    JAR,
    SET,
    allowed_bundles,
)
from edgeconform.strategies.words import crossed

_MOST_JARS = 150
_MOST_LINES = 400
_MOST_TURNS = 4
_MOST_PATHS = 6
_MOST_ON_PATHS = 90


def line_cases(site: Site) -> list[Case]:
    """Return a case for each header set, each further line, each jar, and the quota's edge."""
    scene, needed = site.scene, forwarding(site.scene) or {}
    groups: Any = dict.fromkeys((*EXTRAS, *BIG_EXTRAS))
    bundles = [one for group in groups for one in allowed_bundles(scene, group)]
    jars = (*JARS, BIG_JAR, *learnt_jars(scene.vocabulary)[:_MOST_JARS])
    cases = cases_of(SET, [turn for one in HEADER_SETS for turn in _turns(one)], **needed)
    cases += cases_of(EXTRA, [*bundles, *learnt_bundles(scene)[:_MOST_LINES]], **needed)
    cases += cases_of(JAR, jars, **needed)
    cases += _on_paths(site, needed)
    cases += cases_of(FILL, (1, 0), **needed)
    for method in writing(site):
        cases += cases_of(CHUNKED, (True,), **{site.sibling("method"): method})
    return cases


def _on_paths(site: Site, needed: Case) -> Iterator[Case]:
    """Yield learnt lines and jars on learnt paths: many a handler looks at them there only."""
    scene, uri = site.scene, site.sibling("uri")
    jars = (MANY_JAR, *jars_to_try(scene.vocabulary))
    for slot, values in ((JAR, jars), (EXTRA, bundles_to_try(scene))):
        for path, value in crossed(learnt_paths(site)[:_MOST_PATHS], values, most=_MOST_ON_PATHS):
            yield {slot: value, **needed, uri: path}


def _turns(one: HeaderSet) -> list[HeaderSet]:
    """Return the set with each line's first value, with each line's second, and so on."""
    most = min(_MOST_TURNS, max((len(values) for _, values in one.lines), default=1))
    return [
        replace(
            one, lines=tuple((name, (values[turn % len(values)],)) for name, values in one.lines)
        )
        for turn in range(most)
    ]
