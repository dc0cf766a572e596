"""A system of another body: a real server on this machine that answers as it is told."""

import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Request:
    """What was posted."""

    path: str
    headers: dict[str, str]
    body: bytes


class Listener:
    """Answers with each of *statuses* in turn and the last from then on.

    With *drip* it sends its answer letter by letter, so that no single wait is long.
    """

    def __init__(self, *statuses: int, drip: bool = False) -> None:
        self.requests: list[Request] = []
        self._statuses = [*statuses]
        self._drip = drip
        self._stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/notices"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                listener.requests.append(Request(self.path, dict(self.headers), body))
                if listener._drip:
                    self._dribble()
                    return
                statuses = listener._statuses
                self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
                self.send_header("Content-Length", "0")
                self.end_headers()

            def _dribble(self) -> None:
                for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 200:
                    if listener._stopped.wait(0.05):
                        return
                    try:
                        self.wfile.write(bytes([letter]))
                    except OSError:
                        return

            def log_message(self, *_: object) -> None:
                return

        return Handler


def closed_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
