"""What it costs to take in a declaration: one by one over HTTP, and many at once.

    python -m bench.declarations [--rounds 5] [--posts 150]

Starts the service in a process of its own, once over a new SQLite file and once over a PostgreSQL
of its own that waits for its disk, and gives both declarations of its own. Every round takes each
way in turn: posts by 1 and by 16 clients, `declare_all` in batches of 1, 10, 100 and 500, and the
very statements of single declarations sent to a twin of the database by its driver alone. It prints
medians with their spread beside those of one client, and never asserts anything.
"""

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import httpx
import uvicorn
from pydantic import TypeAdapter
from sqlalchemy import event

from bench.sending import NOW, SEALER, Body, bodies, fill
from osh_incidents import serving
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, create_app
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.authority import GRANTS, Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations
from tests.support.postgres import postgres_server

BATCHES = (1, 10, 100, 500)
CLIENTS = (1, 16)
DAY = local_day(NOW)

_ISSUER, _AUDIENCE = "http://bench.example", "bench"
_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]
_PARSED: TypeAdapter[Any] = TypeAdapter(DeclarationIn)


def serve(url: str, pem: str, told: Connection) -> None:
    """Serve the database at *url* in this process and tell the port."""
    database = open_database(url, ("hp",))
    tokens = Tokens(_ISSUER, _AUDIENCE, TokenKey.of(pem))
    app = create_app(Context(database, SEALER, tokens, lambda: NOW))
    serving.settle()
    held = serving.listening("127.0.0.1", 0)
    told.send(held.getsockname()[1])
    config = uvicorn.Config(app, http="h11", log_level="error", access_log=False, ws="none")
    uvicorn.Server(config).run(sockets=[held])


@contextmanager
def served(url: str, pem: str) -> Iterator[tuple[str, int]]:
    """Yield the address of the service over *url* and its process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(url, pem, there), daemon=True)
    process.start()
    assert process.pid is not None
    try:
        yield f"http://127.0.0.1:{here.recv()}", process.pid
    finally:
        process.terminate()
        process.join()


def cpu_seconds(pid: int) -> float:
    """Return how long process *pid* has worked so far."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many declarations a second one way took, and the milliseconds of work for each."""

    rate: float
    cpu_ms: float


def measured(size: int, pid: int, work: Callable[[], object]) -> Measure:
    """Return what *work* on *size* declarations costs; *pid* is the process that works."""
    begun, worked = time.perf_counter(), cpu_seconds(pid)
    work()
    took = time.perf_counter() - begun
    return Measure(size / took, (cpu_seconds(pid) - worked) * 1_000 / size)


class Bench:
    """One kind of database with the service over it, and two for statements sent again."""

    def __init__(self, kind: str, urls: list[str]) -> None:
        """Fill all three alike; what is sent to the second is sent again to the third."""
        self.kind, self._url = kind, urls[0]
        self._database, self._heard, self._twin = (open_database(url, ("hp",)) for url in urls)
        self._pem = new_key_pem()
        filled = {database: fill(database) for database in self._all}
        self._accounts = {database.writer: account for database, (account, _) in filled.items()}
        self._bodies = bodies(filled[self._database][1], Random(7))  # noqa: S311
        self._recorded: list[tuple[str, Any]] = []
        self.statements = 0

    def rounds(self, rounds: int, posts: int) -> dict[str, list[Measure]]:
        """Return what each way cost in each of *rounds*, after one that is thrown away."""
        found = defaultdict[str, list[Measure]](list)
        serving.settle()
        with served(self._url, self._pem) as (address, pid):
            for _ in range(rounds + 1):
                for clients in CLIENTS:
                    told = f"{clients} client{'s' * (clients > 1)} over HTTP"
                    found[told].append(self._posted(address, pid, clients, posts))
                for size in BATCHES:
                    batches = max(1, posts // size)
                    found[f"declare_all by {size}"].append(self._declared(size, batches))
                found["its statements alone"].append(self._sent_alone(posts))
        for database in self._all:
            database.dispose()
        return {told: measures[1:] for told, measures in found.items()}

    @property
    def _all(self) -> tuple[Database, ...]:
        return self._database, self._heard, self._twin

    def _posted(self, address: str, pid: int, clients: int, posts: int) -> Measure:
        tokens = Tokens(_ISSUER, _AUDIENCE, TokenKey.of(self._pem))
        account = self._accounts[self._database.writer]
        token = tokens.issue(account, "bench", "hp", _SCOPE, NOW)
        waiting = list(islice(self._bodies, posts))
        headers = {"Authorization": f"Bearer {token}"}
        limits = httpx.Limits(max_keepalive_connections=clients)
        with (
            httpx.Client(base_url=address, headers=headers, timeout=60, limits=limits) as client,
            ThreadPoolExecutor(clients) as pool,
        ):
            # Connected before it counts.
            client.get("/healthz")
            return measured(
                posts, pid, lambda: list(pool.map(lambda body: _post(client, body), waiting))
            )

    def _declared(self, size: int, batches: int) -> Measure:
        waiting = [
            [_PARSED.validate_python(body) for body in islice(self._bodies, size)]
            for _ in range(batches)
        ]

        def declare() -> None:
            for batch in waiting:
                self._declare(self._database, [body.declaration() for body in batch])

        return measured(size * batches, os.getpid(), declare)

    def _sent_alone(self, posts: int) -> Measure:
        engine, self._recorded = self._heard.writer, []
        event.listen(engine, "before_cursor_execute", self._record)
        for body in islice(self._bodies, posts):
            self._declare(self._heard, [_PARSED.validate_python(body).declaration()])
        event.remove(engine, "before_cursor_execute", self._record)
        transactions = list[list[tuple[str, Any]]]()
        for sent in self._recorded:
            if not transactions or "common.account" in sent[0] or "FROM main.account" in sent[0]:
                transactions.append([])
            transactions[-1].append(sent)
        self.statements = len(self._recorded) // posts
        return measured(posts, os.getpid(), lambda: self._send(transactions))

    def _send(self, transactions: list[list[tuple[str, Any]]]) -> None:
        with self._twin.writer.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            cursor = driver.cursor()
            for sent in transactions:
                if self.kind == "sqlite":
                    cursor.execute("BEGIN IMMEDIATE")
                for statement, values in sent:
                    if not statement.startswith("BEGIN"):
                        many = isinstance(values, list)
                        (cursor.executemany if many else cursor.execute)(statement, values)
                        if cursor.description:
                            cursor.fetchall()
                driver.commit()

    def _record(self, *sent: Any) -> None:
        _, _, statement, values, *_ = sent
        self._recorded.append((statement, values))

    def _declare(self, database: Database, batch: list[Any]) -> None:
        with transaction(database, "hp", SEALER) as uow:
            actor = uow.accounts.actor(self._accounts[database.writer], DAY)
            assert actor is not None
            for found in declarations.declare_all(uow, actor, batch, NOW):
                if isinstance(found, InvalidFields):
                    raise SystemExit(str(found.members))


def _post(client: httpx.Client, body: Body) -> None:
    answer = client.post("/api/v1/declarations", json=body)
    if answer.status_code != 201:  # noqa: PLR2004
        raise SystemExit(f"{answer.status_code} {answer.text[:500]}")


def _told(measures: list[Measure]) -> tuple[float, float, float, float]:
    rates = sorted(one.rate for one in measures)
    work = statistics.median(one.cpu_ms for one in measures)
    return statistics.median(rates), rates[0], rates[-1], work


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--posts", type=int, default=150)
    chosen = parser.parse_args()
    print(f"{'database':9} {'what':24} {'a second':>9} {'from-to':>13} {'cpu ms':>7} {'x one':>6}")
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as server:
        names = ("declared", "heard", "twin")
        for name in names:
            server.create_database(name)
        urls = {
            "sqlite": [f"sqlite:///{folder}/{name}/common.db" for name in names],
            "postgres": [server.url(name) for name in names],
        }
        for kind, known in urls.items():
            bench = Bench(kind, known)
            found = bench.rounds(chosen.rounds, chosen.posts)
            one = _told(found["1 client over HTTP"])[0]
            for what, measures in found.items():
                rate, least, most, work = _told(measures)
                told = f"{kind:9} {what:24} {rate:9,.0f} {f'{least:,.0f}-{most:,.0f}':>13}"
                print(f"{told} {work:7.2f} {rate / one:6.1f}", flush=True)
            print(f"{kind:9} {'statements':24} {bench.statements:9}", flush=True)


if __name__ == "__main__":
    main()
