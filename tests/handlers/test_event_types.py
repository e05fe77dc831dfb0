"""Event types are told from marks, names, words and what the code touches, in that order."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover, event_types
from edgeconform.model import EventType
from tests.handlers.sources import write

# What the code touches, as Python and JavaScript twins, and the types it must be taken for.
TOUCHES = {
    "a request": (
        "request = cf['request']\n    return request",
        "const request = cf.request;\n  return request;",
        "viewer-request",
    ),
    "an origin": (
        "request = cf['request']\n    request['origin']['s3']['path'] = '/'\n    return request",
        "const request = cf.request;\n  request.origin.custom.path = '/x';\n  return request;",
        "origin-request",
    ),
    "an origin by get": (
        "request = cf['request']\n    if request.get('origin'): pass\n    return request",
        "const { request } = cf;\n  const { origin } = request;\n  return request;",
        "origin-request",
    ),
    "the Origin header is another thing": (
        "headers = cf['request']['headers']\n    headers['origin'][0]\n    return cf['request']",
        "const headers = cf.request.headers;\n  headers.origin[0];\n  return cf.request;",
        "viewer-request",
    ),
    "a header that CloudFront adds": (
        (
            "h = cf['request']['headers']\n    if 'cloudfront-viewer-country' in h: pass\n"
            "    return cf['request']"
        ),
        (
            "const h = cf.request.headers;\n  if (h['cloudfront-is-mobile-viewer']) {}\n"
            "  return cf.request;"
        ),
        "origin-request",
    ),
    "a name that only looks so": (
        (
            "cf['request']['uri'] = '/cloudfront-docs'\n    host = 'cloudfront-docs'\n"
            "    return cf['request']"
        ),
        "cf.request.uri = 'cloudfront-docs';\n  return cf.request;",
        "viewer-request",
    ),
    "the Host header set": (
        "cf['request']['headers']['host'] = [{'value': 'x'}]\n    return cf['request']",
        "cf.request.headers.host = [{ key: 'Host', value: 'x' }];\n  return cf.request;",
        "origin-request",
    ),
    "the Host header taken away": (
        "cf['request']['headers'].pop('host', None)\n    return cf['request']",
        "delete cf.request.headers.host;\n  return cf.request;",
        "origin-request",
    ),
    "the Host header read": (
        "cf['request']['headers']['host'][0]['value']\n    return cf['request']",
        "const host = cf.request.headers.host[0].value;\n  return cf.request;",
        "viewer-request",
    ),
    "response headers": (
        "response = cf['response']\n    response['headers']['x-a'] = []\n    return response",
        "const response = cf.response;\n  response.headers['x-a'] = [];\n  return response;",
        "origin-response",
    ),
    "a response body": (
        "response = cf['response']\n    response['body'] = 'x'\n    return response",
        "const { response } = cf;\n  response.body = 'x';\n  return response;",
        "origin-response",
    ),
    "error statuses": (
        (
            "response = cf['response']\n    if int(response['status']) >= 400: pass\n"
            "    response['headers']['set-cookie'] = []\n    return response"
        ),
        (
            "const { response } = cf;\n  if (response.status === '404') {}\n"
            "  response.headers['set-cookie'] = [];\n  return response;"
        ),
        "origin-response",
    ),
    "a cookie set": (
        "answer = cf['response']\n    answer['headers']['set-cookie'] = []\n    return answer",
        "const { response } = cf;\n  response.headers['set-cookie'] = [];\n  return response;",
        "viewer-response",
    ),
    "a response that is only taken": (
        "response = cf['response']\n    request = cf['request']\n    return request",
        "const response = cf.response;\n  const request = cf.request;\n  return request;",
        "viewer-request",
    ),
    "both": (
        "return cf['response'] if 'response' in cf else cf['request']",
        "return cf.response ? cf.response : cf.request;",
        "viewer-request origin-response",
    ),
    "both, by a variable": (
        "answer = cf.get('response') or cf['request']\n    return answer",
        "const answer = cf.response || cf.request;\n  return answer;",
        "viewer-request origin-response",
    ),
    "a response decided by its request": (
        (
            "if cf['request']['uri'] == '/x': cf['response']['headers'].clear()\n"
            "    return cf['response']"
        ),
        "if (cf.request.uri === '/x') delete cf.response.headers.etag;\n  return cf.response;",
        "origin-response",
    ),
    "types compared": (
        "if cf['config']['eventType'] == 'origin-request': pass\n    return cf['request']",
        "switch (cf.config.eventType) { case 'origin-request': break; }\n  return cf.request;",
        "origin-request",
    ),
    "types as keys": (
        "return {'viewer-request': a, 'viewer-response': b}[cf['config']['eventType']](cf)",
        "return ({ 'viewer-request': a, 'viewer-response': b })[cf.config.eventType](cf);",
        "viewer-request viewer-response",
    ),
    "types by their ending": (
        (
            "if cf['config']['eventType'].endswith('response'): return cf['response']\n"
            "    return cf['request']"
        ),
        "if (cf.config.eventType.endsWith('request')) return cf.request;\n  return cf.response;",
        "viewer-request origin-response",
    ),
}

WORDS = {
    "event: origin-request": "origin-request",
    "edgeconform: event=viewer-response": "viewer-response",
    "edgeconform: event=viewer-request,origin-request": "viewer-request origin-request",
    "Create a trigger for this function in the origin request event.": "origin-request",
    "CloudFront adds it after the viewer request event. To use this example, you must create a"
    " trigger for the origin request event.": "origin-request",
    "Event type: Origin Request": "origin-request",
    "An origin-request trigger that rewrites.": "origin-request",
    "Runs on OriginRequest.": "origin-request",
    "Not for origin-request.": "viewer-request",
    "The origin request policy passes it on.": "viewer-request",
    "This header is only there after viewer-request, see the docs.": "viewer-request",
    "Triggered in a viewer request or an origin request.": "viewer-request",
    "A viewer-response trigger.": "viewer-request",
    "nothing to see": "viewer-request",
}

PASS_ON = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"


def _types(path: Path) -> str:
    (handler,) = discover(path)
    return " ".join(event_types(handler).event_types)


@pytest.mark.parametrize("what", TOUCHES)
def test_what_python_code_touches(tmp_path: Path, what: str) -> None:
    body, _, types = TOUCHES[what]
    source = f"def handler(event, context):\n    cf = event['Records'][0]['cf']\n    {body}\n"
    assert _types(write(tmp_path, "h.py", source)) == types


@pytest.mark.parametrize("what", TOUCHES)
def test_what_javascript_code_touches(tmp_path: Path, what: str) -> None:
    _, body, types = TOUCHES[what]
    source = (
        f"exports.handler = async (event) => {{\n  const cf = event.Records[0].cf;\n  {body}\n}};"
    )
    assert _types(write(tmp_path, "h.js", source)) == types


@pytest.mark.parametrize("words", WORDS)
def test_what_a_comment_says(tmp_path: Path, words: str) -> None:
    assert _types(write(tmp_path, "h.py", f"# {words}\n{PASS_ON}")) == WORDS[words]
    script = f"// {words}\nexports.handler = async (event) => event.Records[0].cf.request;"
    assert _types(write(tmp_path, "h.js", script)) == WORDS[words]


def test_a_docstring_and_a_block_comment_count(tmp_path: Path) -> None:
    source = PASS_ON.replace(":\n", ':\n    """Triggered in the origin\n    request."""\n', 1)
    assert _types(write(tmp_path, "h.py", source)) == "origin-request"
    script = (
        "/**\n * Trigger: origin request\n */\nexports.handler = (e) => e.Records[0].cf.request;"
    )
    assert _types(write(tmp_path, "h.js", script)) == "origin-request"


@pytest.mark.parametrize(
    ("first", "second", "types"),
    [
        ("ORIGIN-REQUEST: strip", "VIEWER-RESPONSE: headers", "origin-request viewer-response"),
        ("viewer response here", "for the viewer request", "viewer-request viewer-response"),
        ("origin request here", "for the viewer request", "viewer-request origin-response"),
        ("origin request here", "and nothing", "viewer-request origin-response"),
    ],
)
def test_comments_of_a_handler_of_both(tmp_path: Path, first: str, second: str, types: str) -> None:
    """One kind of request and one of response are told; anything else tells nothing."""
    source = f"""
        def handler(event, context):
            cf = event["Records"][0]["cf"]
            if "response" in cf:  # {first}
                return cf["response"]
            return cf["request"]  # {second}
    """
    assert _types(write(tmp_path, "h.py", source)) == types


@pytest.mark.parametrize(
    ("file", "export", "types"),
    [
        ("viewer-response.py", "handler", "viewer-response"),
        ("origin_response/h.py", "handler", "origin-response"),
        ("x/originRequest.py", "handler", "origin-request"),
        ("h.py", "viewer_response_handler", "viewer-response"),
        ("viewer-request-origin-request.py", "handler", "viewer-request origin-request"),
        ("vres.py", "handler", "viewer-request"),
        ("viewerRes.py", "handler", "viewer-response"),
        ("origin_req/h.py", "handler", "origin-request"),
        ("origin-resp.py", "handler", "origin-response"),
        ("h.py", "viewerResHandler", "viewer-response"),
        ("originResource.py", "handler", "viewer-request"),
    ],
)
def test_names_tell(tmp_path: Path, file: str, export: str, types: str) -> None:
    path = write(tmp_path, file, PASS_ON.replace("handler", export))
    (handler,) = discover(path, root=tmp_path)
    assert " ".join(event_types(handler).event_types) == types


def test_each_handler_of_a_file_is_judged_by_itself(tmp_path: Path) -> None:
    source = """
        def first_handler(event, context):
            return edit(event)

        def edit(event):
            request = event["Records"][0]["cf"]["request"]
            request["origin"]["s3"]["path"] = "/x"
            return request

        def second_handler(event, context):
            return event["Records"][0]["cf"]["response"]
    """
    types = [event_types(h).event_types for h in discover(write(tmp_path, "h.py", source))]
    assert types == [(EventType.ORIGIN_REQUEST,), (EventType.ORIGIN_RESPONSE,)]


def test_what_is_compared_tells_more_than_a_comment(tmp_path: Path) -> None:
    source = """
        # Triggered by viewer-request.
        def handler(event, context):
            cf = event["Records"][0]["cf"]
            if cf["config"]["eventType"] == "origin-request":
                return cf["request"]
            return cf["request"]
    """
    assert _types(write(tmp_path, "h.py", source)) == "origin-request"


def test_imported_code_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        "lib/edit.js",
        "exports.edit = (event) => { const { response } = event.Records[0].cf;\n"
        "  response.status = '200'; return response; };",
    )
    for source in (
        "const { edit } = require('./lib/edit');\nexports.handler = async (event) => edit(event);",
        "const lib = require('./lib/edit');\nexports.handler = async (event) => lib.edit(event);",
    ):
        (handler,) = discover(write(tmp_path, "h.js", source))
        found = event_types(handler)
        assert found.event_types == (EventType.ORIGIN_RESPONSE,)
        assert found.reason == "the source reads cf.response and sets its status"


def test_types_of_typescript_tell(tmp_path: Path) -> None:
    source = (
        "import { go } from 'elsewhere';\n"
        "export const handler = async (event: CloudFrontResponseEvent) => go(event);"
    )
    assert _types(write(tmp_path, "h.ts", source)) == "origin-response"


def test_a_class_keeps_the_event_in_itself(tmp_path: Path) -> None:
    source = """
        class Edge:
            def __call__(self, event, context):
                self.response = event["Records"][0]["cf"]["response"]
                self.response["body"] = ""
                return self.response

        handler = Edge()
    """
    assert _types(write(tmp_path, "h.py", source)) == "origin-response"


def test_a_broken_file_has_a_type_too(tmp_path: Path) -> None:
    assert _types(write(tmp_path, "h.py", "# event: origin-response\ndef handler(:")) == (
        "origin-response"
    )
    assert _types(write(tmp_path, "h2.py", "def handler(:")) == "viewer-request"


def test_a_large_minified_bundle_is_read_in_bounded_time(tmp_path: Path) -> None:
    steps = ";".join(f"var a{i % 7}=a{(i + 1) % 7}.b||a{(i + 3) % 7}.c" for i in range(3000))
    source = f"exports.handler=function(e){{{steps};return e.Records[0].cf.request}}"
    assert _types(write(tmp_path, "h.js", source)) == "viewer-request"


def test_a_guess_says_what_is_not_known(tmp_path: Path) -> None:
    source = "def handler(event, context): return event['Records'][0]['cf']['request']"
    (handler,) = discover(write(tmp_path, "h.py", source))
    reason = event_types(handler).reason
    assert reason == "the source reads cf.request, and nothing tells viewer from origin"
