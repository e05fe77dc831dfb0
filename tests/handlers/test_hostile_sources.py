"""No source, however deep or odd, is more than the readers can take."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover, event_types, literals, suppressions
from tests.handlers.sources import write

SOURCES = {
    "parentheses.js": "exports.handler = (event) => " + "(" * 3000 + "1" + ")" * 3000,
    "members.js": "exports.handler = (event) => event" + ".a" * 9000,
    "choices.js": "exports.handler = (event) => { return " + "a || " * 5000 + "b }",
    "conditions.js": "exports.handler = (event) => " + "a ? b : " * 3000 + "c",
    "assignments.js": "exports.a = " * 2000 + "exports.handler = (event) => 1",
    "calls.js": "exports.handler = (event) => f" + "()" * 4000,
    "functions.js": "exports.handler = (event) => " + "(() => " * 2000 + "1" + ")" * 2000,
    "escapes.js": r"""exports.handler = (event) => "\u{ffffffff}\x\ud800\u{}" """,
    "mark.js": "\ufeffexports.handler = (event) => 1",
    "members.py": "def handler(event, context): return x" + ".a" * 2500,
    "choices.py": "def handler(event, context): return " + "a if b else " * 900 + "c",
    "assignments.py": "x" + " = x" * 3000 + "\ndef handler(event, context): return x",
    "parentheses.py": "def handler(event, context): return " + "(" * 900 + ")" * 900,
    "coding.py": "# coding: nonsense\ndef handler(event, context): ...",
    "mark.py": "\ufeffdef handler(event, context): ...",
    "returns.py": "def handler(event, context):\r\n    return 1\r",
}


@pytest.mark.parametrize("file", SOURCES)
def test_a_hostile_source_is_read(tmp_path: Path, file: str) -> None:
    (handler,) = discover(write(tmp_path, file, SOURCES[file]))
    assert handler.export == "handler"
    assert len(event_types(handler).event_types) == 1
    assert literals(handler).hosts == ()
    assert suppressions(handler) == ()
