"""A system of another body: a real server on this machine that answers as it is told."""

import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from ssl import SSLContext
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

    With *drip* it sends its answer letter by letter, so that no single wait is long. With *tls*
    it listens for that, and with *location* it says where else to go.
    """

    def __init__(
        self,
        *statuses: int,
        drip: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: SSLContext | None = None,
        location: str | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self._statuses = [*statuses]
        self._drip = drip
        self._headers = {"Content-Length": "0"} | ({"Location": location} if location else {})
        self._stopped = threading.Event()
        self._server = ThreadingHTTPServer((host, port), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return self._server.server_port

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

    def _dribble(self, out: BufferedIOBase) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 200:
            if self._stopped.wait(0.05):
                return
            try:
                out.write(bytes([letter]))
            except OSError:
                return

    def _next_status(self) -> int:
        return self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                listener.requests.append(Request(self.path, dict(self.headers), body))
                if listener._drip:
                    listener._dribble(self.wfile)
                    return
                self.send_response(listener._next_status())
                for name, value in listener._headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        return Handler


def closed_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
