"""What a page of a list costs: the first and one far in, by the usual filters, at any size.

    python -m bench.lists [--sizes 10000 100000 1000000] [--rounds 7] [--over URL]

Fills a new SQLite file and a PostgreSQL of its own, or takes the one at *URL* that
`bench.filling` filled, and asks the application, in this process, for 50 rows: of page 1 and of
page 10,000, or of the last page of a shorter list. Where a page begins is asked of the database,
not walked. It prints medians of the work of this process and of the time until the answer, beside
those of page 1 and of an answer of one row, and never asserts anything.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, func, select

from bench.filling import AUTHORITY, fill_to
from bench.sending import NOW, SEALER
from osh_incidents import serving
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api import paging
from osh_incidents.api.app import Context, create_app
from osh_incidents.domain.authority import GRANTS, Role
from osh_incidents.domain.deadlines import ClockStatus
from osh_incidents.domain.deliveries import Delivery
from osh_incidents.domain.holders import Holder
from osh_incidents.domain.tracks import State
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.paging import Cursor
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow, RecipientRow
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.tables.feed import ChangeRow
from osh_incidents.persistence.tables.signals import SignalRow
from tests.support.postgres import postgres_server

ROWS = 50
FAR = 10_000
_ASKED = 20
_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its path, and how the rows of it are found and ordered."""

    path: str
    keys: tuple[Any, Any]
    where: Sequence[ColumnElement[bool]] = ()
    newest_first: bool = True

    def cursor(self, database: Database) -> tuple[int, str]:
        """Return the number of the page far in, and where it begins."""
        with database.session(AUTHORITY, readonly=True) as session:
            session.connection().exec_driver_sql(
                "SELECT 1" if database.is_sqlite else "SET statement_timeout = 0"
            )
            asked = select(func.count()).select_from(self.keys[0].class_).where(*self.where)
            page = max(1, min(FAR, session.scalars(asked).one() // ROWS))
            order = [key.desc() if self.newest_first else key for key in self.keys]
            before = select(*self.keys).where(*self.where).order_by(*order)
            at, row_id = session.execute(
                before.offset(max(0, (page - 1) * ROWS - 1)).limit(1)
            ).one()
        if self.path.startswith("/api/v1/changes"):
            return page, paging.opaque(f"{AUTHORITY}:{at}")
        return page, paging.encode(Cursor(NOW if at == row_id else at, row_id))


_CASES, _CLOCKS, _NOTICES = "/api/v1/cases", "/api/v1/clocks", "/api/v1/notices"
_DECLARED = (CaseRow.declared_at, CaseRow.id)
_DUE = (ClockRow.due_at, ClockRow.id)
_AREA = "11914"
LISTS = (
    Listed(_CASES, _DECLARED),
    Listed(f"{_CASES}?registration=closed", _DECLARED, [CaseRow.registration == State.CLOSED]),
    Listed(f"{_CASES}?registration=returned", _DECLARED, [CaseRow.registration == State.RETURNED]),
    Listed(
        f"{_CASES}?investigation=with_police",
        _DECLARED,
        [CaseRow.investigation == State.WITH_POLICE],
    ),
    Listed(f"{_CASES}?handling=done", _DECLARED, [CaseRow.handling == State.DONE]),
    Listed(f"{_CASES}?area={_AREA}", _DECLARED, [CaseRow.area_code_now == _AREA]),
    Listed(f"{_CASES}?clock=overdue", _DECLARED),
    Listed(f"{_CASES}?clock=due", _DECLARED),
    Listed(_CLOCKS, _DUE, newest_first=False),
    Listed(
        f"{_CLOCKS}?status=overdue",
        _DUE,
        [ClockRow.status == ClockStatus.RUNNING, ClockRow.due_at < NOW],
        newest_first=False,
    ),
    Listed(
        f"{_CLOCKS}?status=overdue&holder=labour_department",
        _DUE,
        [
            ClockRow.status == ClockStatus.RUNNING,
            ClockRow.holder == Holder.DEPARTMENT,
            ClockRow.due_at < NOW,
        ],
        newest_first=False,
    ),
    Listed(_NOTICES, (RecipientRow.id, RecipientRow.id), newest_first=False),
    Listed(
        f"{_NOTICES}?delivery=pending",
        (RecipientRow.id, RecipientRow.id),
        [RecipientRow.delivery == Delivery.PENDING],
        newest_first=False,
    ),
    Listed("/api/v1/signals", (SignalRow.received_at, SignalRow.id)),
    Listed("/api/v1/changes", (ChangeRow.position, ChangeRow.id), newest_first=False),
)


class Asking:
    """The application over a filled database, asked in this process by an inspector."""

    def __init__(self, database: Database) -> None:
        """Serve *database*."""
        tokens = Tokens("http://bench.example", "bench", TokenKey.of(new_key_pem()))
        self._app = create_app(Context(database, SEALER, tokens, lambda: NOW))
        with database.session(None, readonly=True) as session:
            account = session.scalars(
                select(AccountRow.id).where(AccountRow.client_id == "bench")
            ).one()
        self._token = tokens.issue(account, "bench", AUTHORITY, _SCOPE, NOW)
        self._loop = asyncio.new_event_loop()

    def cost(self, path: str) -> tuple[float, float]:
        """Return the milliseconds of work, and until the answer, of one of some requests."""
        return self._loop.run_until_complete(self._cost(path))

    async def _cost(self, path: str) -> tuple[float, float]:
        worked, begun = time.process_time(), time.perf_counter()
        for _ in range(_ASKED):
            await self._ask(path)
        took, work = time.perf_counter() - begun, time.process_time() - worked
        return work * 1_000 / _ASKED, took * 1_000 / _ASKED

    async def _ask(self, path: str) -> None:
        parts, told = urlsplit(path), list[Any]()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(b"host", b"bench"), (b"authorization", f"Bearer {self._token}".encode())],
            "client": ("127.0.0.1", 1),
            "server": ("bench", 80),
        }
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Any:
            return next(asked, None) or await asyncio.Event().wait()

        async def send(message: Any) -> None:
            told.append(message)

        await self._app(scope, receive, send)
        if told[0]["status"] != 200:  # noqa: PLR2004
            raise SystemExit(f"{path}: {told}")


def costs(database: Database, rounds: int) -> Iterator[tuple[str, int, Sequence[float]]]:
    """Yield for each list what page 1 and a page far in cost: work, then time, of both."""
    asking = Asking(database)
    serving.settle()
    yield "one case", 1, [*(one := asking.cost(f"{_CASES}?limit=1")), *one]
    for listed in LISTS:
        page, cursor = listed.cursor(database)
        mark = "&" if "?" in listed.path else "?"
        name = "after" if listed.path.startswith("/api/v1/changes") else "cursor"
        ways = (
            f"{listed.path}{mark}limit={ROWS}",
            f"{listed.path}{mark}limit={ROWS}&{name}={cursor}",
        )
        found = [[figure for way in ways for figure in asking.cost(way)] for _ in range(rounds + 1)]
        yield listed.path, page, [statistics.median(one) for one in zip(*found[1:], strict=True)]


def told(kind: str, size: str, database: Database, rounds: int) -> None:
    """Print a line for each list."""
    for path, page, (work, took, far_work, far_took) in costs(database, rounds):
        line = f"{kind:9} {size:>9} {path:52} {work:8.2f} {took:8.2f} {page:7,}"
        print(f"{line} {far_work:8.2f} {far_took:8.2f} {far_took / took:6.2f}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--over", help="a database that is filled already")
    chosen = parser.parse_args()
    head = f"{'database':9} {'victims':>9} {'list':52} {'cpu ms':>8} {'ms':>8} {'page':>7}"
    print(f"{head} {'cpu ms':>8} {'ms':>8} {'x one':>6}")
    if chosen.over:
        database = open_database(chosen.over, (AUTHORITY,))
        told(database.writer.dialect.name, "", database, chosen.rounds)
        return
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as server:
        for size in chosen.sizes:
            server.create_database(f"lists_{size}")
            urls = (f"sqlite:///{Path(folder)}/{size}/common.db", server.url(f"lists_{size}"))
            for url in urls:
                database = open_database(url, (AUTHORITY,))
                fill_to(database, size)
                told(database.writer.dialect.name, f"{size:,}", database, chosen.rounds)
                database.dispose()


if __name__ == "__main__":
    main()
