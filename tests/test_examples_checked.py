"""The gallery under the kit's own checks: clean handlers are clean, broken twins are found."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.engine.guidance import named
from edgeconform.handlers import discover, literals
from tests.gallery import CASES, EVENT_TYPES, Case
from tests.gallery.running import EXAMPLES, file_of, needs_node, run_nodejs, run_python
from tests.support import codes, event, headers, invocation, request, response

PACKED = headers(via="1.1 edge", transfer_encoding="chunked", content_encoding="gzip")

# An event that shows the defect of a broken twin, and how the defect is found.
BROKEN = {
    "redirect": (
        event("viewer-request", request(uri="/%0A", headers=headers(host="example.com"))),
        "EC307",
    ),
    "security_headers": (event("origin-response", response=response(headers=PACKED)), "EC302"),
    "error_pages": (
        event("origin-response", response=response(status="404", headers=PACKED)),
        "EC306",
    ),
}


@pytest.mark.parametrize("use", EVENT_TYPES)
def test_no_check_finds_anything_in_the_answers_of_the_table(use: str) -> None:
    (handler,) = discover(file_of(use, "python"))
    known = Conditions(named=named(literals(handler)))
    found = {
        case.name: codes(invocation(EVENT_TYPES[use], answer(case), case.event), known)
        for case in CASES
        if case.use == use
    }
    assert not {name: codes for name, codes in found.items() if codes}


def answer(case: Case) -> dict[str, Any]:
    return run_python(file_of(case.use, "python"), case.event)


@needs_node
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_twin_is_found_in_both_languages(name: str) -> None:
    made, code = BROKEN[name]
    python = run_python(EXAMPLES / "broken" / f"{name}.py", made)
    nodejs = run_nodejs([(EXAMPLES / "broken" / f"{name}.js", made)])[0]["result"]
    assert python == nodejs
    assert code in codes(invocation(made["Records"][0]["cf"]["config"]["eventType"], python, made))
