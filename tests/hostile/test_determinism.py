"""One seed, one report: in any process, with any hash seed, under any Python, in both languages."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TIMES = ("seconds", "start_seconds", "slowest_seconds")

HANDLERS = {
    "defects.py": """\
import logging
kept = []
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    logging.warning('%s %s', request['uri'], {'a', 'b', 'c'})
    if 'referer' in request['headers']:
        request['headers']['referer'][0]['value'].split('://')[1]
    for name in {'x-one', 'x-two', 'x-three'} & set(request['headers']) | {'x-four'}:
        request['headers'][name] = 'text'
    if request['method'] == 'DELETE' and not kept:
        kept.append(b'x' * 150_000_000)
    if request['method'] == 'OPTIONS':
        request['headers']['connection'] = [{'key': 'Connection', 'value': 'close'}]
    return request
""",
    "hangs.py": """\
import time
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if request['querystring']:
        time.sleep(60)
    return {'status': '200', 'body': 'x' * len(request['uri']) * 90}
""",
    "defects.js": """\
exports.handler = async (event) => {
  const { request } = event.Records[0].cf
  console.log(request.uri)
  if (request.headers.referer) request.headers.referer[0].value.split('://')[1].length
  if (request.method === 'PUT') process.exit(3)
  if (request.uri.includes('..')) request.headers['x-a'] = 'text'
  if (request.querystring) setTimeout(() => {}, 9)
  return request
}
""",
}
COMMAND = (
    *("check", *HANDLERS, "--event", "viewer-request", "--timeout", "1", "--format", "json"),
    *("--bulk", "40", "--max-examples", "8", "--seed", "7"),
    *("--disable", "EC604", "--disable", "EC605", "--disable", "EC607"),
)
NEEDED = "import click, faker, hypothesis, jsonschema_rs, orjson, rich, tree_sitter_javascript"


def others() -> list[str]:
    """Interpreters of other versions that have what the kit needs."""
    named = os.environ.get("EDGECONFORM_PYTHONS", "").split(os.pathsep)
    found = (shutil.which(name) for name in (*named, "python3.11", "python3.12", "python3.13"))
    return [
        path
        for path in dict.fromkeys(filter(None, found))
        if subprocess.run([path, "-c", NEEDED], capture_output=True, check=False).returncode == 0
    ]


def report(folder: Path, python: str, hash_seed: str) -> list[str]:
    """The lines of the report of a run, without its times, and with the runtime that all share."""
    done = subprocess.run(
        [python, "-m", "edgeconform", *COMMAND, "--python", sys.executable],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    for run in found["runs"]:
        for key in TIMES:
            del run[key]
    return json.dumps(found, indent=1).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handlers, in a folder of their own."""
    made = tmp_path_factory.mktemp("handlers")
    for name, source in HANDLERS.items():
        (made / name).write_text(source)
    return made


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_any_process_and_any_hash_seed(folder: Path) -> None:
    first = report(folder, sys.executable, "0")
    codes = {
        finding["code"]
        for run in json.loads("\n".join(first))["runs"]
        for finding in run["findings"]
    }
    assert {"EC102", "EC103", "EC104", "EC105", "EC301", "EC305", "EC804"} <= codes
    assert report(folder, sys.executable, "12345") == first
    for python in others():
        assert report(folder, python, "random") == first
    assert {path.name for path in folder.iterdir()} == {*HANDLERS, ".edgeconform"}
