"""Sending many declarations over a few connections at once."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from osh_incidents.national.records import Record

Send = Callable[[Record], None]


def send_all(records: Iterable[Record], send: Send, workers: int) -> None:
    """Send each of *records* once by *workers* threads; the first failure stops all of them.

    What is on its way when it stops, also by Ctrl-C, is waited for and not broken off.

    Raises:
        Stopped: from the first *send* that failed.
    """
    queue = _Queue(records)
    with ThreadPoolExecutor(workers) as pool:
        try:
            running = [pool.submit(_work, queue, send) for _ in range(workers)]
            done, _ = wait(running, return_when=FIRST_EXCEPTION)
        finally:
            queue.close()
    for future in done:
        future.result()


class _Queue:
    """An iterator that threads may share."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = iter(records)
        self._lock = threading.Lock()
        self._closed = False

    def take(self) -> Record | None:
        with self._lock:
            return None if self._closed else next(self._records, None)

    def close(self) -> None:
        with self._lock:
            self._closed = True


def _work(queue: _Queue, send: Send) -> None:
    while (record := queue.take()) is not None:
        send(record)
