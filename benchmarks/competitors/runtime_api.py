"""Lambda's Runtime API over HTTP, for as many events as one gives it."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class RuntimeApi:
    """Serves events to a runtime client, one at a time, and says when all are answered."""

    def __init__(self) -> None:
        self._waiting: deque[bytes] = deque()
        self._left = 0
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._requests())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """What AWS_LAMBDA_RUNTIME_API is to be."""
        return f"127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def run(self, events: list[Any]) -> None:
        """Serve `events`, and return when each is answered."""
        with self._changed:
            self._left = len(events)
            self._waiting.extend(json.dumps(event).encode() for event in events)
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._left == 0, timeout=60):
                raise RuntimeError("the runtime client does not answer")

    def _next(self) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting))
            return self._waiting.popleft()

    def _answered(self) -> None:
        with self._changed:
            self._left -= 1
            self._changed.notify_all()

    def _requests(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                body = api._next()
                headers = {
                    "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                    "Lambda-Runtime-Deadline-Ms": "9999999999999",
                    "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:1:function:f",
                    "Content-Type": "application/json",
                    "Content-Length": str(len(body)),
                }
                self._answer(200, headers, body)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self._answer(202, {"Content-Length": "0"}, b"")
                api._answered()

            def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()

            def log_message(self, *_: Any) -> None:
                return

        return Requests
