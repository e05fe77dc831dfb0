"""Whole runs: what is found by comparing, on which events, and what is not blamed."""

from pathlib import Path

import pytest

from edgeconform import failures
from edgeconform.model import Level, Run
from edgeconform.replay import Verdict, replay
from tests.engine.conftest import Checked

BEGIN = "def handler(event, context):\n    request = event['Records'][0]['cf']['request']\n"

REMEMBERS = """
LAST = []
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if request['uri'] == '/login':
        LAST.append('seen')
    if LAST and request['method'] in ('GET', 'HEAD'):
        request['headers']['x-last'] = [{'key': 'X-Last', 'value': LAST[0]}]
    return request
"""

COUNTS = """
import os
PID = str(os.getpid())
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    request['headers']['x-process'] = [{'key': 'X-Process', 'value': PID}]
    return request
"""

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

SLASHES = f"""{BEGIN}
    if request['uri'].endswith('/'):
        location = request['uri'].rstrip('/') or '/'
    else:
        location = request['uri'] + '/'
    return {{'status': '302', 'headers': {{'location': [{{'value': 'https://' +
        request['headers']['host'][0]['value'] + location}}]}}}}
"""

TWO_VIEWS_OF_A_DOT = f"""{BEGIN}
    uri, query = request['uri'], request['querystring']
    target = uri.rstrip('/') if uri.endswith('/') and '.' in uri else uri + '/'
    last = uri.rsplit('/', 1)[1]
    if uri.startswith('//') or '.' in last or (not last and '.' not in uri):
        return request
    return {{'status': '302', 'statusDescription': 'Found', 'headers': {{
        'location': [{{'value': target + ('?' + query if query else '')}}]}}}}
"""

SENDS_TO = """
from urllib.parse import quote
NEW = 'new.example.com'
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    {used}
    return {{'status': '302', 'headers': {{'location': [{{'value': {location}}}]}}}}
"""

FOR_THE_COUNTRY = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    country = request['headers'].get('cloudfront-viewer-country')
    if request['uri'] != '/' or not country or country[0]['value'] != 'DE':
        return request
    return {'status': '302', 'headers': {
        'location': [{'value': '/de/'}],
        'cache-control': [{'value': 'max-age=86400'}]}}
"""


FIRST_COOKIE_ON_ONE_PATH = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if not request['uri'].startswith('/account'):
        return request
    lines = request['headers'].get('cookie', [{'value': ''}])
    if any(pair.strip().startswith('sid=') for pair in lines[0]['value'].split(';')):
        return request
    return {'status': '302', 'headers': {'location': [{'value': '/login'}]}}
"""

ONE_LANGUAGE_IN_CIRCLES = """
LOCALES = ('en', 'de', 'pt-BR')
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    first = request['uri'].split('/')[1].lower()
    if first in LOCALES or '.' in first:
        return request
    asked = ''.join(line['value'] for line in request['headers'].get('accept-language', ()))
    locale = next((each for each in LOCALES if asked.startswith(each)), 'en')
    query = '?' + request['querystring'] if request['querystring'] else ''
    return {'status': '302', 'headers': {'location': [{'value': f'/{locale}/{query}'}]}}
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


RETURNS_THE_EVENT_ON_ONE_PATH = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    return event if request['uri'].startswith('/.well-known/') else request
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


REFUSES_HEAD_OF_A_DOWNLOAD = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    extension = request['uri'].rpartition('.')[2]
    if extension in ('zip', 'dmg') and request['method'] not in ('GET', 'OPTIONS'):
        return {'status': '405'}
    return request
"""


TREATS_GET_ALONE = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if request['method'] != 'GET':
        return request
    if request['uri'] == '/gone':
        return {'status': '410'}
    if request['uri'].endswith('/'):
        request['uri'] += 'index.html'
    request['headers']['x-edge'] = [{'value': 'yes'}]
    return request
"""


HANDS_ON_THE_AGENT_OF_BOTS = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    agent = request['headers'].get('user-agent', [{'value': ''}])[0]['value']
    if 'duckduckbot' in agent.lower():
        request['headers']['x-bot'] = [{'value': agent}]
    return request
"""


HANDS_ON_WHAT_IS_IN_NO_CLASS = """
import re
CLASSES = {'mobile': re.compile('iPhone|Android'), 'desktop': re.compile('Windows|Mac OS|X11')}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    agent = request['headers'].get('user-agent', [{'value': ''}])[0]['value']
    for name, pattern in CLASSES.items():
        if pattern.search(agent):
            agent = name
    request['headers']['x-device'] = [{'value': agent}]
    return request
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

REFUSES_HEAD_OF_SOME_ENDINGS = """
DOWNLOADS = {'zip', 'dmg', 'exe', 'tar.gz'}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    extension = request['uri'].rpartition('.')[2]
    if extension in DOWNLOADS and request['method'] not in ('GET', 'OPTIONS'):
        return {'status': '405', 'headers': {'allow': [{'key': 'Allow', 'value': 'GET'}]}}
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


def found(run: Run) -> set[tuple[str, str]]:
    return {(each.code, each.place) for each in run.findings if each.code.startswith("EC7")}


def test_state_is_shown_on_the_event_and_the_one_before_it(checked: Checked) -> None:
    run = checked(REMEMBERS)
    assert found(run) == {("EC701", "headers.x-last")}
    (finding,) = (each for each in run.findings if each.code == "EC701")
    (before,) = finding.related_events
    assert before["Records"][0]["cf"]["request"]["uri"] == "/login"
    assert finding.event["Records"][0]["cf"]["request"]["uri"] == "/"


def test_a_handler_that_differs_from_process_to_process_keeps_no_state(checked: Checked) -> None:
    assert {code for code, _ in found(checked(COUNTS))} == {"EC708"}


def test_a_cache_whose_key_leaves_out_the_distribution_is_state(checked: Checked) -> None:
    assert ("EC701", "headers.x-site") in found(checked(CACHES_BY_PATH))


def test_a_circle_of_two_is_found(checked: Checked) -> None:
    assert ("EC702", "headers.location") in found(checked(SLASHES))


def test_a_circle_on_one_kind_of_path_is_found(checked: Checked) -> None:
    assert ("EC702", "headers.location") in found(checked(TWO_VIEWS_OF_A_DOT))


@pytest.mark.parametrize(
    ("location", "reads_host", "level"),
    [
        ("'https://new.example.com/'", False, None),
        ("'https://new.example.com' + request['uri']", False, None),
        ("'https://new.example.com/signin?from=' + quote(request['uri'])", True, None),
        ("'https://new.example.com/v2' + request['uri']", False, Level.WARNING),
        ("'https://' + NEW + '/v2' + request['uri']", True, Level.ERROR),
    ],
)
def test_a_host_that_a_source_only_sends_to_is_another_site(
    checked: Checked, location: str, *, reads_host: bool, level: Level | None
) -> None:
    """A host that is compared with the one that was asked for is the handler's own."""
    used = "print(request['headers']['host'][0]['value'] == NEW)" if reads_host else ""
    run = checked(SENDS_TO.format(location=location, used=used), bulk=1000)
    levels = {each.level for each in run.findings if each.code == "EC702"}
    assert levels == ({level} if level else set())


def test_a_circle_for_one_value_among_many_redirects_is_found(checked: Checked) -> None:
    assert ("EC702", "headers.location") in found(checked(ONE_LANGUAGE_IN_CIRCLES, bulk=1000))


def test_cookies_that_matter_on_one_path_are_split_there(checked: Checked) -> None:
    assert "EC706" in {code for code, _ in found(checked(FIRST_COOKIE_ON_ONE_PATH, bulk=1000))}


def test_state_that_one_of_many_kinds_of_answers_leaves_is_found(checked: Checked) -> None:
    run = checked(COLLECTS_ON_A_HEADER, "origin-response")
    assert "EC701" in {code for code, _ in found(run)}


def test_fields_of_what_is_no_answer_are_not_compared(checked: Checked) -> None:
    run = checked(RETURNS_THE_EVENT_ON_ONE_PATH, bulk=1000)
    assert [each.code for each in run.findings] == ["EC203"]


def test_state_that_only_counts_is_found(checked: Checked) -> None:
    assert ("EC701", "status") in found(checked(COUNTS_TO_FOUR))


def test_a_word_of_an_earlier_event_is_no_junk(checked: Checked) -> None:
    run = checked(KEEPS_A_PATH, bulk=400)
    assert {each.code for each in run.findings} == {"EC701"}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("body", "event_type", "place"),
    [
        (CACHES_A_COUNTRY_BY_PATH, "origin-request", "headers.x-zone"),
        (CACHES_A_LANGUAGE_BY_PATH, "viewer-request", "body"),
        (CACHES_A_COOKIE_BY_HOST, "viewer-request", "uri"),
        (CACHES_A_KEY_BY_PATH, "viewer-request", "status"),
        (KEEPS_THE_LAST_COUNTRY, "origin-request", "uri"),
        (FILLS_A_DEFAULT, "viewer-request", "headers.location"),
        (MARKS_EVERY_TENTH, "viewer-request", "headers.x-trace-me"),
    ],
)
def test_what_is_kept_is_found_whichever_events_the_search_drew(
    checked: Checked, body: str, event_type: str, place: str, seed: int
) -> None:
    assert ("EC701", place) in found(checked(body, event_type, seed=seed))


def test_a_cache_that_is_keyed_by_all_that_matters_is_no_state(checked: Checked) -> None:
    assert CACHES_BY_ALL_THAT_MATTERS.count("key") == 6
    assert not found(checked(CACHES_BY_ALL_THAT_MATTERS, "origin-request"))


def test_comparing_runs_of_an_ordinary_handler_takes_few_invocations(checked: Checked) -> None:
    run = checked(f"{BEGIN}    request['headers']['x-a'] = [{{'value': '1'}}]\n    return request")
    assert not run.findings
    assert dict(run.tried)["relations"] <= 200


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_head_is_tried_for_each_ending_that_the_source_names(checked: Checked, seed: int) -> None:
    run = checked(REFUSES_HEAD_OF_SOME_ENDINGS, seed=seed)
    assert ("EC713", "status") in found(run)


def test_a_redirect_for_a_country_must_not_be_kept(checked: Checked) -> None:
    run = checked(FOR_THE_COUNTRY, "origin-request")
    assert ("EC711", "headers.cache-control") in found(run)


def test_a_head_that_is_answered_by_itself_is_compared_with_its_get(checked: Checked) -> None:
    assert ("EC713", "status") in found(checked(REFUSES_HEAD_OF_A_DOWNLOAD, bulk=1000))


def test_a_method_that_fares_otherwise_everywhere_is_told_once(checked: Checked) -> None:
    of_head = [each for each in found(checked(TREATS_GET_ALONE)) if each[0] == "EC713"]
    assert of_head == [("EC713", "status")]


def test_an_agent_that_only_some_conditions_let_through_is_found(checked: Checked) -> None:
    assert ("EC714", "headers.x-bot") in found(checked(HANDS_ON_THE_AGENT_OF_BOTS))


def test_an_agent_that_is_in_no_class_is_found(checked: Checked) -> None:
    run = checked(HANDS_ON_WHAT_IS_IN_NO_CLASS)
    assert [each for each in found(run) if each[0] == "EC714"] == [("EC714", "headers.x-device")]


def test_checks_that_are_disabled_are_left_out(checked: Checked) -> None:
    assert not found(checked(REMEMBERS, disable=("EC701",)))


def test_a_handler_that_hangs_is_left_alone(checked: Checked) -> None:
    body = REMEMBERS.replace("    return", "    while request['querystring']: pass\n    return")
    run = checked(body, timeout=0.2)
    assert "relations" not in dict(run.tried)
    assert not found(run)


def test_the_same_seed_compares_the_same(checked: Checked) -> None:
    assert checked(REMEMBERS).findings == checked(REMEMBERS).findings


@pytest.mark.parametrize(
    ("body", "event_type", "mended"),
    [
        (REMEMBERS, "viewer-request", ("LAST.append('seen')", "pass")),
        (SLASHES, "viewer-request", ("'302'", "'200'")),
        (FOR_THE_COUNTRY, "origin-request", ("max-age=86400", "max-age=60")),
        (COUNTS, "viewer-request", ("str(os.getpid())", "'1'")),
    ],
)
def test_a_saved_finding_is_replayed_until_it_is_mended(
    checked: Checked, tmp_path: Path, body: str, event_type: str, mended: tuple[str, str]
) -> None:
    run = checked(body, event_type)
    handler = run.handler.path
    saved = [
        failures.read(path) for path in failures.save(run, tmp_path) if path.name.startswith("EC7")
    ]
    assert saved
    assert {replay(each).verdict for each in saved} == {Verdict.FAILING}
    handler.write_text(body.replace(*mended), encoding="utf-8")
    assert {replay(each).verdict for each in saved} == {Verdict.FIXED}
