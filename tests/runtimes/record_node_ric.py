"""Record what Lambda's Node.js runtime clients answer for the handlers in `node_cases`.

    python -m tests.runtimes.record_node_ric 3.3.0=PACKAGE:NODE 4.0.2=PACKAGE:NODE

PACKAGE is the unpacked npm package aws-lambda-ric 4.0.2, or the source of 3.3.0 at commit da5777a
(newer than what npm has of 3.3.0), bundled as its build script does; NODE is the Node.js to run.
Neither is needed to run the tests: they read `node_ric_expected.json`. The client's addon, which
speaks to Lambda, is replaced by a few lines that hand out the events and note what is posted;
errors of loading are posted to a local HTTP server.
"""

import json
import subprocess
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.runtimes.ric import EVENT, EXPECTED, Case, cases

ADDON = """
const Module = require('node:module')
const { appendFileSync } = require('node:fs')
const { stringify } = JSON
const { now } = Date
const events = JSON.parse(process.env.RECORD_EVENTS)
const note = (entry) => {
  const text = entry.map((each) => stringify(each)).join()
  appendFileSync(process.env.RECORD_FILE, `[${text}]\\n`)
}
let id = Number(process.env.RECORD_FIRST)
let current = -1
const post = (what) => (request, body) => {
  if (typeof body !== 'string') throw new TypeError('Wrong arguments')
  note([what, Number(request), body])
}
const client = {
  next: async () => {
    if (id >= events.length) process.reallyExit(0)
    current = id++
    note(['start', current])
    const headers = {
      'lambda-runtime-deadline-ms': now() + 5000,
      'lambda-runtime-aws-request-id': String(current),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:f:1',
    }
    return { bodyJson: stringify(events[current]), headers }
  },
  done: post('response'),
  error: post('error'),
}
const load = Module._load
Module._load = function (name, ...more) {
  return name.endsWith('/rapid-client.node') ? client : load.call(this, name, ...more)
}
"""

FLAGS = {"3.3.0": ["--no-experimental-require-module"], "4.0.2": []}
ENVIRONMENT = {
    "AWS_LAMBDA_FUNCTION_NAME": "us-east-1.index",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
    "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/us-east-1.index",
    "AWS_LAMBDA_LOG_STREAM_NAME": "stream",
    "PATH": "/usr/bin:/bin",
}


class RuntimeApi(BaseHTTPRequestHandler):
    """Takes the errors of loading."""

    posted: list[dict[str, Any]] = []  # noqa: RUF012 - emptied for each case

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append(json.loads(body))
        self.send_response(202)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


def record(case: Case, version: str, package: Path, node: str, port: int) -> list[list[Any]]:
    """Run the client, again after each end of its process, until all events are answered."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        root = base / "task"
        root.mkdir()
        case.write(root)
        addon = base / "addon.cjs"
        addon.write_text(ADDON)
        posts = base / "posts"
        answers: list[list[Any]] = []
        while len(answers) < case.events:
            posts.write_text("")
            RuntimeApi.posted.clear()
            environment = ENVIRONMENT | {
                "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
                "LAMBDA_TASK_ROOT": str(root),
                "_HANDLER": case.handler,
                "RECORD_EVENTS": json.dumps([EVENT] * case.events),
                "RECORD_FILE": str(posts),
                "RECORD_FIRST": str(len(answers)),
            }
            entry = next(package.glob("bin/index.mjs"), package / "index.mjs")
            command = [node, *FLAGS[version], "-r", str(addon), str(entry), case.handler]
            done = subprocess.run(
                command, cwd=root, env=environment, capture_output=True, timeout=20, check=False
            )
            noted = [json.loads(line) for line in posts.read_text().split("\n") if line]
            answers += _answers(noted, done.returncode, str(root))
    return answers


def _answers(noted: list[list[Any]], status: int, root: str) -> list[list[Any]]:
    if not any(entry[0] == "start" for entry in noted):
        if not RuntimeApi.posted:
            return [["init-exit", status]]
        body = RuntimeApi.posted[0]
        return [["init-error", body["errorType"], _plain(body["errorMessage"], root)]]
    answers = []
    for number in [entry[1] for entry in noted if entry[0] == "start"]:
        posts = [entry for entry in noted if entry[0] != "start" and entry[1] == number]
        answers.append(_answer(posts[0], root) if posts else ["exit", status])
    return answers


def _answer(post: list[Any], root: str) -> list[Any]:
    if post[0] == "response":
        return ["response", post[2]]
    body = json.loads(post[2])
    return ["error", body.get("errorType"), _plain(body.get("errorMessage", ""), root)]


def _plain(message: str, root: str) -> str:
    return message.split("\nRequire stack:")[0].replace(root, "<root>")


def main() -> None:
    server = HTTPServer(("127.0.0.1", 0), RuntimeApi)
    Thread(target=server.serve_forever, daemon=True).start()
    found: dict[str, Any] = {}
    for argument in sys.argv[1:]:
        version, _, where = argument.partition("=")
        package, _, node = where.partition(":")
        found[f"aws-lambda-ric {version}"] = {
            case.name: record(case, version, Path(package), node, server.server_port)
            for case in cases()
        }
    EXPECTED.write_text(json.dumps(found, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
