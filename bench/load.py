"""The clients: connections that are kept, each sending its next request when it has its answer.

All of them are one process that only writes bytes made before and looks for the end of an answer,
so that it costs a small part of what a server does; `Driven.cpu_us` tells how much.
"""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Self

_END = b"\r\n\r\n"
_LENGTH, _TAG = b"content-length:", b"etag:"
_EMPTY = frozenset({b"204", b"304"})
_STATUS = slice(9, 12)
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """How the request at *index* was answered, and after how many milliseconds."""

    index: int
    status: int
    ms: float
    head: bytes = b""
    body: bytes = b""

    @property
    def tag(self) -> str:
        """Return the entity tag it came with; empty if there was none, or none was kept."""
        lines = self.head.split(b"\r\n")
        found = [line for line in lines if line.lower().startswith(_TAG)]
        return found[0][len(_TAG) :].strip().decode() if found else ""


@dataclass(frozen=True, slots=True)
class Driven:
    """What the clients saw of all requests together."""

    took: float
    answers: Sequence[Answer]
    cpu_us: float

    @property
    def rate(self) -> float:
        """Return the requests a second."""
        return len(self.answers) / self.took

    @property
    def statuses(self) -> Counter[int]:
        """Return how many answers there were of each status."""
        return Counter(answer.status for answer in self.answers)

    def within(self, percent: int) -> float:
        """Return the milliseconds within which *percent* of the requests were answered."""
        times = sorted(answer.ms for answer in self.answers)
        return times[min(len(times) - 1, len(times) * percent // 100)] if times else math.nan

    def only(self, status: int) -> "Driven":
        """Return what was seen of the answers of *status*, in the same time."""
        kept = [answer for answer in self.answers if answer.status == status]
        return replace(self, answers=kept)

    def must_be(self, status: int) -> "Driven":
        """Return this if every answer was of *status*.

        Raises:
            SystemExit: one was not; a figure over refusals would mean nothing.
        """
        for answer in self.answers:
            if answer.status != status:
                raise SystemExit(f"{answer.status} instead of {status}: {answer.body!r}")
        return self


class Clients:
    """A process of its own from which everything is sent."""

    def __enter__(self) -> Self:
        """Start the process."""
        self._pool = ProcessPoolExecutor(1, get_context("spawn"))
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._pool.shutdown()

    def send(
        self, port: int, requests: Sequence[bytes], clients: int, *, bodies: bool = False
    ) -> Driven:
        """Send *requests* by so many *clients* and return what they saw, with *bodies* if asked."""
        return self._pool.submit(_drive, port, requests, clients, bodies).result()


def _drive(port: int, requests: Sequence[bytes], clients: int, bodies: bool) -> Driven:  # noqa: FBT001
    return asyncio.run(_driven(port, requests, clients, bodies=bodies))


async def _driven(port: int, requests: Sequence[bytes], clients: int, *, bodies: bool) -> Driven:
    loop, waiting = asyncio.get_running_loop(), iter(enumerate(requests))
    seen = list[Answer]()
    known = [
        (await loop.create_connection(lambda: _Client(waiting, seen, bodies), "127.0.0.1", port))[1]
        for _ in range(min(clients, len(requests)))
    ]
    # Connected before it counts.
    worked, begun = time.process_time(), time.perf_counter()
    for client in known:
        client.go_on()
    await asyncio.gather(*(client.done for client in known))
    took, cost = time.perf_counter() - begun, time.process_time() - worked
    return Driven(took, seen, cost * 1e6 / len(requests))


class _Client(asyncio.Protocol):
    def __init__(
        self,
        waiting: Iterator[tuple[int, bytes]],
        seen: list[Answer],
        bodies: bool,  # noqa: FBT001
    ) -> None:
        self._waiting, self._seen, self._bodies = waiting, seen, bodies
        self.done = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self._whole = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionResetError("closed before it answered"))

    def go_on(self) -> None:
        found = next(self._waiting, None)
        if found is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._index, request = found
        self._buffer.clear()
        self._whole, self._sent = 0, time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._whole:
            end = self._buffer.find(_END)
            if end < 0:
                return
            self._whole = end + len(_END) + _length(bytes(self._buffer[:end]))
        if len(self._buffer) < self._whole:
            return
        ms, status = (time.perf_counter() - self._sent) * 1_000, int(self._buffer[_STATUS])
        kept = self._bodies or status >= _REFUSED
        head, _, body = bytes(self._buffer).partition(_END) if kept else (b"", b"", b"")
        self._seen.append(Answer(self._index, status, ms, head, body))
        self.go_on()


def _length(head: bytes) -> int:
    if head[_STATUS] in _EMPTY:
        return 0
    lines = head.lower().split(b"\r\n")
    found = [line for line in lines if line.startswith(_LENGTH)]
    if not found:
        raise ValueError("the bench needs answers that tell their length")
    return int(found[0].removeprefix(_LENGTH))
