"""`assert_conforms` judges a pair of event and answer."""

import decimal
from collections.abc import Callable

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


def redirect_to_a_fixed_host() -> tuple[object, object]:
    referer = support.headers(referer="https://www.example.com/", host="d1.cloudfront.net")
    event = support.event("viewer-request", support.request(headers=referer))
    return event, {"status": "301", "headers": support.headers(location="https://www.example.com/")}


def response_without_a_header() -> tuple[object, object]:
    before = support.response(headers=support.headers(set_cookie="a=b", etag='"a"'))
    event = support.event("origin-response", support.request("origin-response"), before)
    return event, {**before, "headers": support.headers(etag='"a"')}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("made", [redirect_to_a_fixed_host, response_without_a_header])
def test_what_a_source_may_name_is_not_blamed(made: Callable[[], tuple[object, object]]) -> None:
    """Nothing tells here what the handler is about."""
    edgeconform.assert_conforms(*made(), strict=True)


def test_a_host_of_the_path_is_blamed() -> None:
    event = support.event("viewer-request", support.request(uri="//evil.example/"))
    answer = {"status": "301", "headers": support.headers(location="//evil.example/index.html")}
    with pytest.raises(AssertionError, match="EC703 open-redirect  error"):
        edgeconform.assert_conforms(event, answer)


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
