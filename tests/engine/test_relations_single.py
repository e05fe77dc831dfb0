"""Whole runs: chains of redirects, and events that differ in a cookie, the method or the agent."""

import pytest

from edgeconform.model import Level
from tests.engine.compared_sources import BEGIN, FOR_THE_COUNTRY, SLASHES
from tests.engine.conftest import Checked, found

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

RETURNS_THE_EVENT_ON_ONE_PATH = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    return event if request['uri'].startswith('/.well-known/') else request
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

REFUSES_HEAD_OF_SOME_ENDINGS = """
DOWNLOADS = {'zip', 'dmg', 'exe', 'tar.gz'}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    extension = request['uri'].rpartition('.')[2]
    if extension in DOWNLOADS and request['method'] not in ('GET', 'OPTIONS'):
        return {'status': '405', 'headers': {'allow': [{'key': 'Allow', 'value': 'GET'}]}}
    return request
"""


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
    run = checked(SENDS_TO.format(location=location, used=used), bulk=400)
    levels = {each.level for each in run.findings if each.code == "EC702"}
    assert levels == ({level} if level else set())


def test_a_circle_for_one_value_among_many_redirects_is_found(checked: Checked) -> None:
    assert ("EC702", "headers.location") in found(checked(ONE_LANGUAGE_IN_CIRCLES))


def test_cookies_that_matter_on_one_path_are_split_there(checked: Checked) -> None:
    assert "EC706" in {code for code, _ in found(checked(FIRST_COOKIE_ON_ONE_PATH))}


def test_fields_of_what_is_no_answer_are_not_compared(checked: Checked) -> None:
    run = checked(RETURNS_THE_EVENT_ON_ONE_PATH, bulk=1000)
    assert [each.code for each in run.findings] == ["EC203"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_head_is_tried_for_each_ending_that_the_source_names(checked: Checked, seed: int) -> None:
    run = checked(REFUSES_HEAD_OF_SOME_ENDINGS, seed=seed)
    assert ("EC713", "status") in found(run)


def test_a_redirect_for_a_country_must_not_be_kept(checked: Checked) -> None:
    run = checked(FOR_THE_COUNTRY, "origin-request")
    assert ("EC711", "headers.cache-control") in found(run)


def test_a_head_that_is_answered_by_itself_is_compared_with_its_get(checked: Checked) -> None:
    assert ("EC713", "status") in found(checked(REFUSES_HEAD_OF_A_DOWNLOAD))


def test_a_method_that_fares_otherwise_everywhere_is_told_once(checked: Checked) -> None:
    of_head = [each for each in found(checked(TREATS_GET_ALONE)) if each[0] == "EC713"]
    assert of_head == [("EC713", "status")]


def test_an_agent_that_only_some_conditions_let_through_is_found(checked: Checked) -> None:
    assert ("EC714", "headers.x-bot") in found(checked(HANDS_ON_THE_AGENT_OF_BOTS))


def test_an_agent_that_is_in_no_class_is_found(checked: Checked) -> None:
    run = checked(HANDS_ON_WHAT_IS_IN_NO_CLASS)
    assert [each for each in found(run) if each[0] == "EC714"] == [("EC714", "headers.x-device")]
