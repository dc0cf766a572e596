"""What a figure costs as the records grow: each indicator by year, area and line of business.

    python -m bench.figures [--sizes 10000 100000 1000000] [--rounds 5]

Builds its own facts in a new SQLite file and in a PostgreSQL of its own, asks every indicator for
one year and for all years in turn, and prints medians beside the cost at the smallest size. It
never asserts anything: read the ratios, not the milliseconds.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text

from osh_incidents import migrating
from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.domain.indicators.model import Dimension, spans
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.standing import Entitlement, Standing
from osh_incidents.domain.vocabulary import CaseKind, OwnerType, Relation, Severity, Sex
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, reference
from osh_incidents.services.indicators import Question, compute
from tests.support.postgres import postgres_server

SEALER = ColumnSealer({1: bytes(range(32))}, current=1)
FIRST, LAST = 2017, 2026
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
BY = (Dimension.AREA, Dimension.SECTOR)
_BATCH = 5_000
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
    if not database.is_sqlite:
        with database.writer.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                text("VACUUM ANALYZE hp.fact")
            )


def store(database: Database, rows: list[dict[str, Any]]) -> None:
    """Keep *rows* in one statement."""
    if rows:
        with database.session("hp") as session:
            session.execute(insert(FactRow), rows)
            session.commit()


def cost(database: Database, first: int, last: int, rounds: int) -> dict[str, float]:
    """Return the median of *rounds* warm computations of each indicator, in milliseconds."""
    found = {}
    for name, indicator in INDICATORS.items():
        asked = Question(spans(str(first), str(last)), NOW, BY)
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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    smallest: dict[tuple[str, str, str], float] = {}
    print(f"{'database':9} {'facts':>9} {'years':>9} {'indicator':26} {'ms':>9} {'x smallest':>10}")
    with tempfile.TemporaryDirectory() as folder, postgres_server() as server:
        for size in chosen.sizes:
            server.create_database(f"figures_{size}")
            url = server.url(f"figures_{size}")
            for kind, database in databases(size, Path(folder), url):
                for years, (first, last) in {"one": (2025, 2025), "all": (FIRST, LAST)}.items():
                    for name, ms in cost(database, first, last, chosen.rounds).items():
                        base = smallest.setdefault((kind, years, name), ms)
                        told = f"{kind:9} {size:9,} {years:>9} {name:26}"
                        print(f"{told} {ms:9.1f} {ms / base:10.2f}")


if __name__ == "__main__":
    main()
