"""Lambda's own runtime client, fed by a runtime API on this machine."""

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

# The client sends a description of the stack as a header, of up to 1 MB.
http.client._MAXLINE = 2 * 1024 * 1024  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Posted:
    """What the client posted: an answer, or an error of an invocation or of loading."""

    kind: str
    body: bytes

    @property
    def error(self) -> tuple[str, str]:
        """The error's type and message."""
        fields = json.loads(self.body)
        return fields["errorType"], fields["errorMessage"]


class _Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        server: Any = self.server
        body = next(server.events, None)
        if body is None:
            # The client waits for ever for an event that does not come.
            server.done.set()
            server.stopped.wait(30)
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Lambda-Runtime-Aws-Request-Id", f"request-{len(server.posted)}")
        self.send_header("Lambda-Runtime-Deadline-Ms", "4102444800000")
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:a:b:function:c")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = "load" if "/init/" in self.path else self.path.rsplit("/", 1)[1]
        server.posted.append(Posted(kind, body))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Print nothing."""


def run_client(
    root: Path, handler: str, events: Sequence[Any], runtime: str
) -> tuple[list[Posted], int | None]:
    """Run awslambdaric on the events; give what it posted, and its status if it ended itself."""
    with _serve(events) as server:
        environment = {
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}",
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", handler],
            cwd=root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not server.done.wait(0.01) and process.poll() is None:
                pass
            status = process.poll()
        finally:
            process.kill()
            process.wait()
        return server.posted, status


@contextmanager
def _serve(events: Sequence[Any]) -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), _Api)
    server.events = iter([json.dumps(event).encode() for event in events])
    server.posted = []
    server.done, server.stopped = threading.Event(), threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
