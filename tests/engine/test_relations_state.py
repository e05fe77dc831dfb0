"""Whole runs: what a handler keeps from one event for another, and what is no such thing."""

import pytest

from edgeconform.model import Run
from tests.engine.compared_sources import COUNTS
from tests.engine.conftest import Checked, found

CACHES_BY_PATH = """
KNOWN = {}
def handler(event, context):
    cf = event['Records'][0]['cf']
    request = cf['request']
    name = cf['config']['distributionId']
    value = KNOWN.setdefault(request['uri'], name)
    request['headers']['x-site'] = [{'key': 'X-Site', 'value': value}]
    return request
"""

COLLECTS_ON_A_HEADER = """
DEFAULTS = {'x-frame-options': [{'value': 'DENY'}]}
def handler(event, context):
    request, response = (event['Records'][0]['cf'][name] for name in ('request', 'response'))
    if 'x-debug' in request['headers'] and response['status'] == '200':
        DEFAULTS['x-debug-method'] = [{'value': request['method']}]
    response['headers'].update(DEFAULTS)
    return response
"""

COUNTS_TO_FOUR = """
SEEN = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if request['uri'].startswith('/download'):
        client = request['clientIp']
        SEEN[client] = SEEN.get(client, 0) + 1
        if SEEN[client] > 3:
            return {'status': '429'}
    return request
"""

COLLECTS_ON_A_TEMPLATE = """
HEADERS = {'content-type': [{'value': 'text/plain'}]}
def handler(event, context):
    request, response = (event['Records'][0]['cf'][name] for name in ('request', 'response'))
    if response['status'] != '503':
        return response
    HEADERS.update((name, lines) for name, lines in response['headers'].items() if name in KEPT)
    return {'status': '503', 'headers': HEADERS, 'body': 'Please come back.'}
KEPT = ('via', 'transfer-encoding', 'set-cookie')
"""

KEEPS_A_PATH = """
KEPT = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    request['headers'].update(KEPT)
    KEPT['x-before'] = [{'value': ascii(request['uri'][:40])}]
    return request
"""

CACHES_A_LANGUAGE_BY_PATH = """
CACHE = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    uri = request['uri']
    if uri not in ('/privacy', '/legal') or request['method'] not in ('GET', 'HEAD'):
        return request
    line = request['headers'].get('accept-language', [{'value': ''}])
    if uri not in CACHE:
        CACHE[uri] = 'de' if line[0]['value'].startswith('de') else 'en'
    body = '' if request['method'] == 'HEAD' else f'<html lang="{CACHE[uri]}">'
    return {'status': '200', 'body': body}
"""

CACHES_A_COUNTRY_BY_PATH = """
CACHE = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    line = request['headers'].get('cloudfront-viewer-country', [{'value': 'US'}])
    uri = request['uri']
    if uri.startswith('/legal/') and uri not in CACHE:
        CACHE[uri] = 'eu' if line[0]['value'] in ('DE', 'FR') else 'row'
    if uri in CACHE:
        request['headers']['x-zone'] = [{'key': 'X-Zone', 'value': CACHE[uri]}]
    return request
"""

CACHES_A_COOKIE_BY_HOST = """
GROUPS = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    host = request['headers']['host'][0]['value']
    if host not in GROUPS:
        jar = '; '.join(line['value'] for line in request['headers'].get('cookie', ()))
        GROUPS[host] = 'beta=on' in jar.split('; ')
    if GROUPS[host] and request['uri'].startswith('/app/'):
        request['uri'] = '/beta' + request['uri']
    return request
"""

CACHES_A_KEY_BY_PATH = """
ALLOWED = {}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    uri = request['uri']
    if uri not in ALLOWED:
        line = request['headers'].get('authorization', [{'value': ''}])
        ALLOWED[uri] = line[0]['value'] == 'Basic b3BzOnMzY3JldA=='
    if uri.startswith('/internal/') and not ALLOWED[uri]:
        return {'status': '401'}
    return request
"""

KEEPS_THE_LAST_COUNTRY = """
country = 'US'
def handler(event, context):
    global country
    request = event['Records'][0]['cf']['request']
    line = request['headers'].get('cloudfront-viewer-country')
    if line:
        country = line[0]['value']
    if request['uri'] == '/pricing':
        request['uri'] = '/pricing-ca.html' if country == 'CA' else '/pricing.html'
    return request
"""

FILLS_A_DEFAULT = """
def answer(status, more=None, headers={}):
    headers.update(more or {})
    return {'status': status, 'headers': headers}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if request['uri'] == '/old-shop':
        return answer('301', {'location': [{'key': 'Location', 'value': '/shop'}]})
    return answer('410') if request['uri'].startswith('/removed/') else request
"""

MARKS_EVERY_TENTH = """
served = 0
def handler(event, context):
    global served
    served += 1
    request = event['Records'][0]['cf']['request']
    if served % 10 == 0:
        request['headers']['x-trace-me'] = [{'key': 'X-Trace-Me', 'value': '1'}]
    return request
"""

GOES_ON_WHERE_IT_STOPPED = """
import re
BOTS = re.compile('facebookexternalhit|twitterbot|linkedinbot', re.IGNORECASE)
at = 0
def handler(event, context):
    global at
    request = event['Records'][0]['cf']['request']
    line = request['headers'].get('user-agent', [{'value': ''}])
    found = BOTS.search(line[0]['value'], at)
    at = found.end() if found else 0
    if found:
        request['uri'] = '/social' + request['uri']
    return request
"""

CACHES_BY_ALL_THAT_MATTERS = (
    CACHES_A_COUNTRY_BY_PATH.replace("CACHE[uri]", "CACHE[key]")
    .replace(
        "    uri = request['uri']", "    uri = request['uri']\n    key = (uri, line[0]['value'])"
    )
    .replace("uri not in CACHE", "key not in CACHE")
    .replace("if uri in CACHE", "if key in CACHE")
)


def test_state_is_shown_on_the_event_and_the_one_before_it(remembering: Run) -> None:
    assert found(remembering) == {("EC701", "headers.x-last")}
    (finding,) = (each for each in remembering.findings if each.code == "EC701")
    (before,) = finding.related_events
    assert before["Records"][0]["cf"]["request"]["uri"] == "/login"
    assert finding.event["Records"][0]["cf"]["request"]["uri"] == "/"


@pytest.mark.usefixtures("little_minimised")
def test_a_handler_that_differs_from_process_to_process_keeps_no_state(checked: Checked) -> None:
    assert {code for code, _ in found(checked(COUNTS))} == {"EC708"}


@pytest.mark.usefixtures("little_minimised")
def test_a_cache_whose_key_leaves_out_the_distribution_is_state(checked: Checked) -> None:
    assert ("EC701", "headers.x-site") in found(checked(CACHES_BY_PATH))


@pytest.mark.usefixtures("little_minimised")
def test_state_that_one_of_many_kinds_of_answers_leaves_is_found(checked: Checked) -> None:
    run = checked(COLLECTS_ON_A_HEADER, "origin-response")
    assert "EC701" in {code for code, _ in found(run)}


@pytest.mark.usefixtures("little_minimised")
def test_state_that_only_counts_is_found(checked: Checked) -> None:
    assert ("EC701", "status") in found(checked(COUNTS_TO_FOUR))


@pytest.mark.usefixtures("little_minimised")
def test_a_word_of_an_earlier_event_is_no_junk(checked: Checked) -> None:
    run = checked(KEEPS_A_PATH, bulk=400)
    assert {each.code for each in run.findings} == {"EC701"}


CACHES_A_DECISION_BY_PATH = """
import base64
DECIDED = {}
EXPECTED = 'Basic ' + base64.b64encode(b'ops:s3cret').decode()
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    lines, uri = request['headers'].get('authorization', [{'value': ''}]), request['uri']
    given = lines[0]['value']
    if uri not in ('/internal', '/reports') or DECIDED.setdefault(uri, given == EXPECTED):
        return request
    return {'status': '401', 'headers': {}}
"""


@pytest.mark.usefixtures("little_minimised")
def test_a_header_of_an_earlier_event_is_not_added(checked: Checked) -> None:
    run = checked(COLLECTS_ON_A_TEMPLATE, "origin-response", disable=("EC712",), bulk=400)
    assert {each.code for each in run.findings} == {"EC701"}


@pytest.mark.usefixtures("little_minimised")
@pytest.mark.parametrize(
    ("body", "event_type", "place"),
    [
        (CACHES_A_COUNTRY_BY_PATH, "origin-request", "headers.x-zone"),
        (CACHES_A_LANGUAGE_BY_PATH, "viewer-request", "body"),
        (CACHES_A_COOKIE_BY_HOST, "viewer-request", "uri"),
        (CACHES_A_KEY_BY_PATH, "viewer-request", "status"),
        (CACHES_A_DECISION_BY_PATH, "viewer-request", "status"),
        (KEEPS_THE_LAST_COUNTRY, "origin-request", "uri"),
        (FILLS_A_DEFAULT, "viewer-request", "headers.location"),
        (GOES_ON_WHERE_IT_STOPPED, "viewer-request", "uri"),
        (MARKS_EVERY_TENTH, "viewer-request", "headers.x-trace-me"),
    ],
)
def test_what_is_kept_is_found_whichever_events_the_search_drew(
    checked: Checked, body: str, event_type: str, place: str
) -> None:
    """With another seed than the other tests have."""
    assert ("EC701", place) in found(checked(body, event_type, seed=2))


def test_a_cache_that_is_keyed_by_all_that_matters_is_no_state(checked: Checked) -> None:
    assert CACHES_BY_ALL_THAT_MATTERS.count("key") == 6
    assert not found(checked(CACHES_BY_ALL_THAT_MATTERS, "origin-request"))
