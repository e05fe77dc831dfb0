"""A check that names the fields it looks at says the same as if it were always asked."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any, Final

import pytest

from edgeconform.checks import Conditions, Exchange, Selection, checks, judge
from edgeconform.model import EventType, Json
from edgeconform.strategies import EventOptions, Generator
from tests.support import invocation, request

VALUES: Final[tuple[Json, ...]] = (
    *(None, True, 0, 204, 600, "", "204", "200 OK", "abc", "/a b?c#d", "%zz", "é", "a=1&b=c d"),
    *("base64", "text", "replace", "read-only", "x" * 9000, [], {}, [{"key": "A", "value": "b"}]),
    *({"s3": {}}, {"custom": {"port": 1}}, {"s3": {"authMethod": "x"}, "custom": {}}),
    {"action": "replace", "encoding": "base64", "data": "é", "inputTruncated": False},
)
FIELDS: Final = (
    *("uri", "querystring", "method", "clientIp", "body", "origin", "headers"),
    *("status", "statusDescription", "bodyEncoding"),
)


def edited(message: dict[str, Any], random: Random) -> Iterator[dict[str, Any]]:
    """Yield messages that differ in one or two fields, or in a part of one."""
    for _ in range(12):
        made = deepcopy(message)
        for field in random.sample(FIELDS, random.choice((1, 2))):
            inner = made.get(field)
            if isinstance(inner, dict) and inner and random.random() < 0.7:
                part = inner[random.choice(sorted(inner))]
                inner = part if isinstance(part, dict) and part and field == "origin" else inner
                inner[random.choice(sorted(inner))] = deepcopy(random.choice(VALUES))
            else:
                made[field] = deepcopy(random.choice(VALUES))
        if random.random() < 0.2:
            made.pop(random.choice(sorted(made)))
        if random.random() < 0.2:
            copy_custom_headers(made)
        yield made


def copy_custom_headers(message: dict[str, Any]) -> None:
    """Send the custom headers of the origin as headers, too."""
    origin, headers = message.get("origin"), message.get("headers")
    for part in origin.values() if isinstance(origin, dict) else ():
        if isinstance(part, dict) and isinstance(headers, dict):
            copied = part.get("customHeaders")
            headers.update(copied if isinstance(copied, dict) else {})


def test_there_are_some() -> None:
    assert sum(bool(check.fields) for check in checks()) > 30
    assert {field for check in checks() for field in check.fields} <= {*FIELDS}


@pytest.mark.parametrize("event_type", EventType)
def test_nothing_is_passed_over(event_type: EventType) -> None:
    random = Random(event_type)
    options = EventOptions(include_body=event_type.is_request)
    generator = Generator(event_type, options, seed=3)
    conditions = Conditions(include_body=True)
    as_written = Selection(checks())
    always = Selection(replace(check, fields=()) for check in checks())
    found = set()
    for _ in range(60):
        event = generator.event()
        cf = event["Records"][0]["cf"]
        for message in edited(cf["response" if event_type.is_response else "request"], random):
            for result in (message, {"status": "200", **message}):
                answered = invocation(event_type, result, event)
                expected = judge(answered, conditions, always)
                assert judge(answered, conditions, as_written) == expected
                found |= {finding.code for finding in expected}
    named = {check.code for check in checks() if check.fields and event_type in check.events}
    assert len(found & named) >= len(named) * 0.6, sorted(named - found)


def test_fields_of_a_name_that_is_made_up_are_one_case() -> None:
    """Not one for each: a handler may make up another for each event."""
    selection, asked = Selection(checks()), request("viewer-request")
    one, two = (
        selection.asked_of(
            Exchange(invocation("viewer-request", {**asked, "uri": "/b", name: 1}), Conditions())
        )
        for name in ("x1", "x2")
    )
    assert one is two
