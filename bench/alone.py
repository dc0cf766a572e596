"""The very statements of declarations, sent again by the driver alone.

Declarations are posted inside this process to a copy of the database, and everything that the
service sends to it is noted. It is then sent again to a second copy, in the same transactions and
the same order of statements, by threads that have nothing else to do.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from queue import Empty, SimpleQueue
from random import Random
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient
from psycopg.errors import ForeignKeyViolation
from sqlalchemy import Engine, event

from bench.sending import SEALER, bodies, fill
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, create_app, present
from osh_incidents.domain.authority import GRANTS, Role
from osh_incidents.persistence.engine import Database, open_database

Transaction = list[tuple[str, Any]]

_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]


class Alone:
    """Two databases that stay alike: one hears declarations, the other gets their statements."""

    def __init__(self, heard: str, twin: str, copy: Callable[[], None]) -> None:
        """Make the tables at *heard*, and have *copy* make *twin* of them."""
        self._heard = open_database(heard, ("hp",))
        self._account, areas = fill(self._heard)
        self._heard.dispose()
        copy()
        self._twin = open_database(twin, ("hp",))
        self._bodies = bodies(areas, Random(8))  # noqa: S311
        self._tokens = Tokens("http://bench.example", "bench", TokenKey.of(new_key_pem()))
        self._app = create_app(Context(self._heard, SEALER, self._tokens))
        # One process has one writer of the embedded database; more would only wait for it.
        self.threads = 1 if self._heard.is_sqlite else 4
        self.statements = 0.0

    def close(self) -> None:
        """Close both databases."""
        self._heard.dispose()
        self._twin.dispose()

    def note(self, posts: int) -> list[Transaction]:
        """Declare *posts* times to the first database, and return what was sent to it."""
        many = self._noted(posts)
        self.statements = sum(map(len, many)) / posts
        return many

    def send(self, many: Sequence[Transaction]) -> tuple[float, list[float], float]:
        """Send *many* to the second; return how long it took, each in ms, and the CPU in s."""
        waiting, times = SimpleQueue[Transaction](), list[float]()
        for one in many:
            waiting.put(one)
        with ThreadPoolExecutor(self.threads) as pool:
            worked, begun = time.process_time(), time.perf_counter()
            for found in pool.map(lambda _: self._send(waiting), range(self.threads)):
                times += found
            took, cost = time.perf_counter() - begun, time.process_time() - worked
        return took, times, cost

    def _noted(self, posts: int) -> list[Transaction]:
        noted: list[Transaction] = [[]]
        token = self._tokens.issue(self._account, "bench", "hp", _SCOPE, present())
        with _listening(self._heard, noted), TestClient(self._app) as client:
            for body in islice(self._bodies, posts):
                headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid4().hex}
                answer = client.post("/api/v1/declarations", json=body, headers=headers)
                if answer.status_code != 201:  # noqa: PLR2004
                    raise SystemExit(answer.text)
        return [one for one in noted if one]

    def _send(self, waiting: "SimpleQueue[Transaction]") -> list[float]:
        times = list[float]()
        with self._twin.writer.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.rollback()
            cursor = driver.cursor()
            while (one := _next(waiting)) is not None:
                begun = time.perf_counter()
                if self._twin.is_sqlite:
                    cursor.execute("BEGIN IMMEDIATE")
                try:
                    _run(cursor, one)
                except ForeignKeyViolation:
                    # It refers to a workplace that another thread has not stored yet.
                    driver.rollback()
                    waiting.put(one)
                    continue
                driver.commit()
                times.append((time.perf_counter() - begun) * 1_000)
        return times


def _run(cursor: Any, one: Transaction) -> None:
    for statement, values in one:
        many = isinstance(values, list)
        (cursor.executemany if many else cursor.execute)(statement, values)
        if cursor.description:
            cursor.fetchall()


def _next(waiting: "SimpleQueue[Transaction]") -> Transaction | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


@contextmanager
def _listening(database: Database, noted: list[Transaction]) -> Iterator[None]:
    def hear(*sent: Any) -> None:
        _, _, statement, values, *_ = sent
        if not statement.startswith("BEGIN"):
            noted[-1].append((statement, values))

    def end(_: object) -> None:
        noted.append([])

    engines: Sequence[Engine] = list({database.writer, database.reader})
    heard = (("before_cursor_execute", hear), ("commit", end), ("rollback", end))
    for engine in engines:
        for name, listener in heard:
            event.listen(engine, name, listener)
    try:
        yield
    finally:
        for engine in engines:
            for name, listener in heard:
                event.remove(engine, name, listener)
