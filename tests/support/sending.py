"""A client that keeps a file of declarations and sends each until it is answered, whatever breaks.

It runs as a process of its own, so that a test can kill it: it journals what was answered, begins
after that when it is started again, and never trusts that a post without an answer was lost.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import httpx

PATIENCE = 120
_AT_ONCE = 8
_PARTS = 2
_LATER = frozenset({429, 503})


def key_of(line: str) -> str:
    """Return the key of a declaration: the same however often the client is started."""
    return hashlib.sha256(line.encode()).hexdigest()


class Sender:
    """Sends the lines of a file to the service that *port_file* names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = (folder / "journal").open("a", encoding="utf-8")
        # A line that was being written when the client died is ended, and means nothing.
        self._journal.write("\n")
        self._journal.flush()
        self._lock = Lock()
        self._http = httpx.Client(timeout=10, trust_env=False)

    def send_all(self) -> None:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._send, self._left()))

    def _left(self) -> Iterator[str]:
        lines = (self._folder / "journal").read_text(encoding="utf-8").splitlines()
        done = {line.split()[0] for line in lines if len(line.split()) == _PARTS}
        for line in (self._folder / "declarations.ndjson").read_text("utf-8").splitlines():
            if key_of(line) not in done:
                yield line

    def _send(self, line: str) -> None:
        answer = self._until_answered(line)
        if answer.status_code != 201:
            raise SystemExit(f"{answer.status_code} {answer.text}")
        tracking_no = answer.json()["declaration"]["tracking_no"]
        with self._lock:
            self._journal.write(f"{key_of(line)} {tracking_no}\n")
            self._journal.flush()

    def _until_answered(self, line: str) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                target: dict[str, Any] = json.loads((self._folder / "target").read_text())
                headers = {
                    **target["headers"],
                    "Idempotency-Key": key_of(line),
                    "Content-Type": "application/json",
                }
                answer = self._http.post(target["url"], content=line.encode(), headers=headers)
                if answer.status_code not in _LATER:
                    return answer
            except (httpx.TransportError, ValueError):
                pass
            if time.monotonic() > deadline:
                raise SystemExit("never answered")
            time.sleep(0.05)


if __name__ == "__main__":
    Sender(Path(sys.argv[1])).send_all()
