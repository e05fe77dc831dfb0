"""`assert_conforms` judges a pair of event and answer."""

import decimal

import pytest

import edgeconform
from edgeconform.errors import UsageError
from tests import support

EVENT = support.event("viewer-request")
REQUEST = support.request()


def told(result: object, **options: object) -> str:
    with pytest.raises(AssertionError) as failed:
        edgeconform.assert_conforms(EVENT, result, **options)
    return str(failed.value)


def test_a_good_answer_passes() -> None:
    edgeconform.assert_conforms(EVENT, REQUEST)
    edgeconform.assert_conforms(edgeconform.base_event("origin-request"), {"status": "200"})


def test_a_bad_one_is_told_at_the_line_that_asked() -> None:
    added = support.headers(connection="close")
    bad = support.request(headers={**REQUEST["headers"], **added})
    text = told(bad)
    assert "EC301 header-disallowed  error" in text
    assert "test_one_answer.py" in text
    assert "edgeconform.assert_conforms(EVENT, result, **options)" in text
    assert "replay" not in text
    edgeconform.assert_conforms(EVENT, bad, disable=["EC301"])


def test_what_has_no_json_is_judged_as_lambda_would() -> None:
    assert "Object of type object is not JSON serializable" in told(object())
    assert "EC201" in told(None)


def test_options_count() -> None:
    answer = {"status": "200", "body": "x" * 30_000}
    edgeconform.assert_conforms(EVENT, answer)
    assert "EC601" in told(answer, limits_overrides={"response.generated.viewer": 20_000})
    with pytest.raises(UsageError, match=r"assert_conforms\(\): there is no key 'limit'"):
        edgeconform.assert_conforms(EVENT, answer, limit=1)


def test_warnings_warn_unless_strict() -> None:
    answer = {"status": "200", "statusText": "OK"}
    with pytest.warns(edgeconform.EdgeconformWarning, match="EC204"):
        edgeconform.assert_conforms(EVENT, answer)
    assert "EC204" in told(answer, strict=True)


def test_include_body_is_told_by_the_event() -> None:
    body = {"action": "read-only", "data": "", "encoding": "base64", "inputTruncated": False}
    event = support.event("viewer-request", support.request(body=body))
    edgeconform.assert_conforms(event, support.request(body={**body, "action": "replace"}))


@pytest.mark.parametrize(
    "event", [{}, None, {"Records": []}, support.event("viewer-request")["Records"]]
)
def test_what_is_no_event_is_refused(event: object) -> None:
    with pytest.raises(UsageError, match="the event is none that CloudFront sends"):
        edgeconform.assert_conforms(event, REQUEST)


def test_decimals_are_numbers_as_on_lambda() -> None:
    with pytest.warns(edgeconform.EdgeconformWarning):
        edgeconform.assert_conforms(EVENT, {"status": decimal.Decimal(200)})
