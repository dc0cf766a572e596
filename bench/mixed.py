"""Clients of every kind at once, in a process of their own, who remember what was acknowledged."""

import http.client
import json
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random
from typing import Any
from uuid import uuid4

from bench.sending import Body, bodies
from bench.ways import CASES, DECLARATIONS, FIGURE

_KEPT, _PATIENCE, _PAUSE = 500, 60, 0.5
_OK, _CREATED, _UNAVAILABLE = 200, 201, 503
_LOST = 0
"""The status of a request that was never answered."""


@dataclass(slots=True)
class Told:
    """What the clients saw since they told last; *acknowledged* are keys and tracking numbers."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    times: list[float] = field(default_factory=list)
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Declared:
    key: str
    body: Body
    tracking_no: str
    case_id: str
    version: int


class _Known:
    """What all clients know together."""

    def __init__(self, token: str) -> None:
        self.token, self.over = token, False
        self.told, self.lock = Told(), threading.Lock()
        self.declared, self.unmoved = deque[_Declared](maxlen=_KEPT), deque[_Declared](maxlen=_KEPT)

    def tell(self) -> Told:
        """Return what was seen since the last time."""
        with self.lock:
            told, self.told = self.told, Told()
            return told


class _Client:
    """One who asks again as soon as there is an answer, and repeats what got none."""

    def __init__(self, port: int, known: _Known, made: Iterator[Body], dice: Random) -> None:
        self._port, self._known, self._bodies, self._dice = port, known, made, dice
        self._line: http.client.HTTPConnection | None = None
        self._tag, self._place = "", ""
        self._acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self._declare, 35),
            (self._repeat, 5),
            (self._list, 15),
            (self._read, 15),
            (self._figure, 8),
            (self._figure_again, 7),
            (self._move, 8),
            (self._changes, 7),
        )

    def run(self) -> None:
        """Do one after another until it is over."""
        acts, weights = zip(*self._acts, strict=True)
        while not self._known.over:
            self._dice.choices(acts, weights)[0]()

    def _declare(self) -> None:
        key, body = uuid4().hex, next(self._bodies)
        # Whether it was stored is known only by asking again under the same key.
        status, answer = self._post("declare", DECLARATIONS, body, key)
        while status in {_LOST, _UNAVAILABLE} and not self._known.over:
            status, answer = self._post("declare", DECLARATIONS, body, key)
        if status != _CREATED:
            return
        told = _Declared(
            key,
            body,
            answer["declaration"]["tracking_no"],
            answer["case"]["id"],
            answer["case"]["version"],
        )
        with self._known.lock:
            self._known.told.acknowledged.append((key, told.tracking_no))
        self._known.declared.append(told)
        self._known.unmoved.append(told)

    def _repeat(self) -> None:
        if one := self._some():
            status, answer = self._post("repeat", DECLARATIONS, one.body, one.key)
            if status == _CREATED and answer["declaration"]["tracking_no"] != one.tracking_no:
                self._known.told.faults.append(f"{one.key} answered otherwise")

    def _list(self) -> None:
        self._ask("list", "GET", CASES)

    def _read(self) -> None:
        if one := self._some():
            self._ask("read", "GET", f"/api/v1/cases/{one.case_id}")

    def _figure(self) -> None:
        self._ask("figure", "GET", FIGURE)

    def _figure_again(self) -> None:
        self._ask("figure, ETag", "GET", FIGURE, {"If-None-Match": self._tag or '"none"'})

    def _changes(self) -> None:
        after = f"&after={self._place}" if self._place else ""
        status, answer = self._ask("changes", "GET", f"/api/v1/changes?limit=200{after}")
        if status == _OK:
            self._place = answer["cursor"]

    def _move(self) -> None:
        try:
            one = self._known.unmoved.popleft()
        except IndexError:
            return
        path = f"/api/v1/cases/{one.case_id}/registration/actions"
        body = {"action": "return", "reason": "Thiếu thông tin."}
        self._post("move", path, body, uuid4().hex, {"If-Match": f'"{one.version}"'})

    def _some(self) -> _Declared | None:
        known = self._known.declared
        return known[self._dice.randrange(len(known))] if known else None

    def _post(
        self, what: str, path: str, body: Body, key: str, more: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        headers = {"Idempotency-Key": key, "Content-Type": "application/json", **(more or {})}
        return self._ask(what, "POST", path, headers, json.dumps(body).encode())

    def _ask(
        self,
        what: str,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> tuple[int, Any]:
        begun = time.perf_counter()
        status, content = self._answered(method, path, headers or {}, body)
        ms = (time.perf_counter() - begun) * 1_000
        with self._known.lock:
            self._known.told.statuses[what][status] += 1
            self._known.told.times.append(ms)
        return status, json.loads(content) if content else {}

    def _answered(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, bytes]:
        line = self._line or http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            authorised = {"Authorization": f"Bearer {self._known.token}", **headers}
            line.request(method, path, body, authorised)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            line.close()
            self._line = None
            time.sleep(_PAUSE)
            return _LOST, b""
        self._line = line
        if path == FIGURE:
            self._tag = answer.headers.get("ETag", "")
        return answer.status, content


def send(port: int, areas: list[str], clients: int, line: Connection) -> None:
    """Ask the service at *port* by so many *clients*, as *line* tells.

    It gets a token whenever the one before is old, and is told each time what was seen since; an
    empty one ends it all.
    """
    known = _Known(line.recv())
    threads = [
        threading.Thread(
            target=_Client(port, known, bodies(areas, Random(seed)), Random(seed)).run  # noqa: S311
        )
        for seed in range(clients)
    ]
    for thread in threads:
        thread.start()
    while token := line.recv():
        known.token = token
        line.send(known.tell())
    known.over = True
    for thread in threads:
        thread.join()
    line.send(known.tell())
