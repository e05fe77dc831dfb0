"""The findings as a test file: each test fails now, and passes once the handler is mended."""

import json
import re
from pathlib import Path
from typing import Final

from edgeconform.model import Finding, Json, Report, Run
from edgeconform.reports.failure_object import as_object
from edgeconform.reports.plain import plain

IMPORT: Final = "from edgeconform.replay import assert_mended\n"

_WIDTH: Final = 96
_HEAD: Final = '''\
"""Events that handlers failed on, found by edgeconform {version} (seed {seed}).

Run with pytest from the directory in which these were found.
"""
'''


def render(report: Report) -> str:
    """Return the source of a test module, with one test for each finding."""
    head = _HEAD.format(version=report.version, seed=report.seed)
    tests = [test_source(run, finding) for run in report.runs for finding in run.findings]
    return "\n\n".join([f"{head}\n{IMPORT}" if tests else head, *tests])


def test_source(run: Run, finding: Finding) -> str:
    """Return the source of one test function, without the import that it needs."""
    saved = json.loads(json.dumps(as_object(run, finding, Path.cwd())))
    about = plain(f"{finding.code}: {finding.message}")
    return (
        f"def {_name(finding)}():\n    # {about}\n"
        f"    assert_mended(\n        {_literal(saved, 8)}\n    )\n"
    )


def _name(finding: Finding) -> str:
    words = re.sub(r"\W+", "_", f"{finding.check} {finding.event_type}".lower())
    return f"test_{words}_{finding.fingerprint[:8]}"


def _literal(value: Json, margin: int) -> str:
    flat = repr(value)
    if not isinstance(value, dict | list) or margin + len(flat) <= _WIDTH:
        return flat
    deeper = margin + 4
    if isinstance(value, dict):
        parts = [f"{key!r}: {_literal(item, deeper)}" for key, item in value.items()]
    else:
        parts = [_literal(item, deeper) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    lines = "".join(f"{' ' * deeper}{part},\n" for part in parts)
    return f"{opening}\n{lines}{' ' * margin}{closing}"
