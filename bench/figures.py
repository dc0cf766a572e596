"""What a figure costs as the records grow: each indicator by year, area and line of business.

    python -m bench.figures [--sizes 10000 100000 1000000] [--rounds 5]

Builds its own facts in a new SQLite file and in a PostgreSQL of its own, computes every indicator
for one year and for all years in turn, then pulls each over HTTP, pulls it again with its ETag, and
calls an endpoint that does nothing. It prints medians beside those at the smallest size and beside
that endpoint, and never asserts anything: read the ratios, not the milliseconds.
"""

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Annotated, Any

import httpx
import uvicorn
from sqlalchemy import insert, text

from osh_incidents import migrating, serving
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, create_app
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.domain.authority import GRANTS, Actor, Permission, Role
from osh_incidents.domain.indicators.model import Dimension, spans
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.standing import Entitlement, Standing
from osh_incidents.domain.vocabulary import CaseKind, OwnerType, Relation, Severity, Sex
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, reference
from osh_incidents.services.accounts import NewOrganisation
from osh_incidents.services.indicators import Question, compute
from tests.support.postgres import postgres_server

SEALER = ColumnSealer({1: bytes(range(32))}, current=1)
FIRST, LAST = 2017, 2026
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
BY = (Dimension.AREA, Dimension.SECTOR)
_BATCH = 5_000
_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]
_AREAS = [f"{11_000 + 3 * number}" for number in range(114)]
_SECTORS = "ABCDEFGHIJKLMNO"


def facts(size: int) -> Iterator[dict[str, Any]]:
    """Yield *size* facts spread evenly over ten years, a tenth of them of fatal accidents."""
    dice = Random(size)  # noqa: S311 - to be varied, not secret
    begin = date(FIRST, 1, 1)
    for number in range(size):
        day = begin + timedelta(days=number * 3_600 // size)
        severity = dice.choices((Severity.FATAL, Severity.SEVERE, Severity.LIGHT), (1, 3, 6))[0]
        moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        yield fact(day, severity, moment, dice)


def fact(day: date, severity: Severity, moment: datetime, dice: Random) -> dict[str, Any]:
    """Return the fact of one victim, concluded, handled and paid a month later."""
    later = moment + timedelta(days=30)
    known: dict[str, Any] = {
        "id": new_id(),
        "case_id": new_id(),
        "victim_id": new_id(),
        "known_from": moment,
        "known_until": None,
        "kind": CaseKind.ACCIDENT,
        "standing": Standing.CONFIRMED,
        "leads": True,
        "case_severity": severity,
        "severity": severity,
        "occurred_on": day,
        "declared_on": day,
        "registered_on": day,
        "area_code": dice.choice(_AREAS),
        "sector": dice.choice(_SECTORS),
        "owner_type": OwnerType.PRIVATE,
        "relation": dice.choice((Relation.CONTRACT, Relation.NO_CONTRACT)),
        "sex": dice.choice(tuple(Sex)),
        "declared_by_duty": True,
        "declared_in_time": True,
        "published_at": later,
        "investigation_due_at": later,
        "handled_at": later,
        "handling_due_at": later + timedelta(days=30),
        "entitlement": Entitlement.ENTITLED,
        "payment_due_at": later,
        "paid_in_full_at": later,
        "underpaid": False,
    }
    # What later versions of the table ask for and these figures do not.
    columns = FactRow.__table__.columns
    missing = [
        column.key
        for column in columns
        if column.key not in known and not column.nullable and column.default is None
    ]
    return known | dict.fromkeys(missing, False)


def fill(database: Database, size: int) -> None:
    """Make an authority with *size* facts."""
    migrating.upgrade(database)
    with transaction(database, None, SEALER) as uow:
        reference.load_areas(uow)
        accounts.add_authority(uow, "hp", "Thành phố", "City", "HP")
    rows = list[dict[str, Any]]()
    for row in facts(size):
        rows.append(row)
        if len(rows) == _BATCH:
            store(database, rows)
            rows.clear()
    store(database, rows)
    with transaction(database, "hp", SEALER, snapshot=True) as uow:
        uow.tallies.renew()
    if not database.is_sqlite:
        with database.writer.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                text("VACUUM ANALYZE")
            )


def store(database: Database, rows: list[dict[str, Any]]) -> None:
    """Keep *rows* in one statement."""
    if rows:
        with database.session("hp") as session:
            session.execute(insert(FactRow), rows)
            session.commit()


def cost(
    database: Database, first: int, last: int, rounds: int, *, live: bool = True
) -> dict[str, float]:
    """Return the median of *rounds* warm computations of each indicator, in milliseconds.

    What is not *live* is asked as known at this moment: from the facts, without the tally.
    """
    found = {}
    for name, indicator in INDICATORS.items():
        asked = Question(spans(str(first), str(last)), NOW, BY, live=live)
        times = []
        for _ in range(rounds + 1):
            with transaction(database, "hp", SEALER, readonly=True) as uow:
                begun = time.perf_counter()
                compute(uow, indicator, asked)
                times.append((time.perf_counter() - begun) * 1_000)
        found[name] = statistics.median(times[1:])
    return found


def databases(size: int, folder: Path, url: str) -> Iterator[tuple[str, Database]]:
    """Yield a filled database of each kind."""
    for kind, target in (("sqlite", f"sqlite:///{folder}/{size}/common.db"), ("postgres", url)):
        database = open_database(target, ("hp",))
        fill(database, size)
        yield kind, database
        database.dispose()


class Pulls:
    """The service, listening, with one who pulls figures from it."""

    def __init__(self, database: Database) -> None:
        """Serve *database*; `/empty` is answered after the same checks as every figure."""
        with transaction(database, None, SEALER) as uow:
            organisation = accounts.add_organisation(uow, NewOrganisation("hp", "Sở"), NOW)
            account, _ = accounts.add_account(uow, organisation, Role.INSPECTOR, "bench", NOW)
        tokens = Tokens("http://bench.example", "bench", TokenKey.of(new_key_pem()))
        app = create_app(Context(database, SEALER, tokens, lambda: NOW))
        empty = Router()
        empty.get("/empty")(_empty)
        app.include_router(empty)
        token = tokens.issue(account.id, "bench", "hp", _SCOPE, NOW)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> httpx.Client:
        """Listen, and return a client that keeps its connection."""
        serving.settle()
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=url, headers=self._headers, timeout=120)
        return self._client

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._client.close()
        self._server.should_exit = True
        self._thread.join()


def _empty(_: Annotated[Actor, holding(Permission.INDICATORS_READ)]) -> dict[str, str]:
    return {}


def pulls(database: Database, rounds: int) -> dict[str, float]:
    """Return the medians of pulling each figure of one year, and again, and nothing, in turn."""
    times: dict[str, list[float]] = {}
    with Pulls(database) as client:
        tags = dict.fromkeys(INDICATORS, "")
        for _ in range(rounds + 1):
            for name in INDICATORS:
                path = f"/api/v1/indicators/{name}?from=2025&to=2025&by=area,sector"
                first = _timed(client, path, "", times, f"{name} pulled", 200)
                tags[name] = first.headers["etag"]
                for _ in range(20):
                    _timed(client, path, tags[name], times, f"{name} again", 304)
                    _timed(client, "/empty", "", times, "empty endpoint", 200)
    return {told: statistics.median(found[1:]) for told, found in times.items()}


def _timed(
    client: httpx.Client,
    path: str,
    tag: str,
    times: dict[str, list[float]],
    told: str,
    expected: int,
) -> httpx.Response:
    begun = time.perf_counter()
    answer = client.get(path, headers={"If-None-Match": tag})
    times.setdefault(told, []).append((time.perf_counter() - begun) * 1_000)
    if answer.status_code != expected:
        raise SystemExit(f"{path}: {answer.status_code} {answer.text[:200]}")
    return answer


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    smallest: dict[tuple[str, ...], float] = {}
    print(f"{'database':9} {'victims':>9} {'what':42} {'ms':>9} {'x smallest':>10} {'x empty':>8}")
    with tempfile.TemporaryDirectory() as folder, postgres_server() as server:
        for size in chosen.sizes:
            server.create_database(f"figures_{size}")
            url = server.url(f"figures_{size}")
            for kind, database in databases(size, Path(folder), url):
                found = {}
                for years, (first, last) in {"1 year": (2025, 2025), "10": (FIRST, LAST)}.items():
                    costs = cost(database, first, last, chosen.rounds)
                    found.update({f"{name} {years}": ms for name, ms in costs.items()})
                facts = cost(database, 2025, 2025, chosen.rounds, live=False)
                found.update({f"{name} facts": ms for name, ms in facts.items()})
                found.update(pulls(database, chosen.rounds))
                for what, ms in found.items():
                    base = smallest.setdefault((kind, what), ms)
                    told = f"{kind:9} {size:9,} {what:42} {ms:9.1f} {ms / base:10.2f}"
                    print(f"{told} {ms / found['empty endpoint']:8.2f}", flush=True)


if __name__ == "__main__":
    main()
