"""Handlers that more than one test of relations runs."""

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

SLASHES = f"""{BEGIN}
    if request['uri'].endswith('/'):
        location = request['uri'].rstrip('/') or '/'
    else:
        location = request['uri'] + '/'
    return {{'status': '302', 'headers': {{'location': [{{'value': 'https://' +
        request['headers']['host'][0]['value'] + location}}]}}}}
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
