"""What it saves to take in many declarations at once, without HTTP.

    python -m bench.declarations [--rounds 5] [--size 500]

Every round declares as many in batches of 1, 10, 100 and 500, each batch in one transaction, over
SQLite and over a PostgreSQL of its own that waits for its disk. `make bench` measures single
declarations over HTTP, and `bench.imports` whole files.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from bench.places import KINDS, Place
from bench.sending import NOW, SEALER, Body, bodies, fill
from bench.tables import Table, middle, spread
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By
from tests.support.postgres import postgres_server

BATCHES = (1, 10, 100, 500)
DAY = local_day(NOW)

_PARSED: TypeAdapter[Any] = TypeAdapter(DeclarationIn)


def rounds(url: str, count: int, size: int) -> Iterator[tuple[int, float, float]]:
    """Yield for each batch in each of *count* rounds how many a second, and the µs of work."""
    database = open_database(url, ("hp",))
    account, areas = fill(database)
    made = bodies(areas, Random(7))  # noqa: S311 - to be varied, not secret
    for turn in range(count + 1):
        for batch in BATCHES:
            waiting = [_read(islice(made, batch)) for _ in range(max(1, size // batch))]
            sent = sum(map(len, waiting))
            worked, begun = time.process_time(), time.perf_counter()
            for many in waiting:
                _declare(database, account, many)
            took, cost = time.perf_counter() - begun, time.process_time() - worked
            # The first is thrown away.
            if turn:
                yield batch, sent / took, cost * 1e6 / sent
    database.dispose()


def _read(many: Iterator[Body]) -> list[Any]:
    return [_PARSED.validate_python(body).declaration() for body in many]


def _declare(database: Database, account: UUID, batch: Sequence[Any]) -> None:
    with transaction(database, "hp", SEALER) as uow:
        actor = uow.accounts.actor(account, DAY)
        assert actor is not None
        sent = [Sent(By(actor, NOW), one) for one in batch]
        for found in declarations.declare_all(uow, sent):
            if isinstance(found, InvalidFields):
                raise SystemExit(str(found.members))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=500)
    chosen = parser.parse_args()
    rows = list[list[str]]()
    with tempfile.TemporaryDirectory() as made, postgres_server(durable=True) as server:
        for kind in KINDS:
            place = Place(kind, Path(made) / kind, server)
            found = defaultdict[int, list[tuple[float, float]]](list)
            for batch, rate, cost in rounds(place.url("batches"), chosen.rounds, chosen.size):
                found[batch].append((rate, cost))
            for batch, taken in found.items():
                rates, costs = zip(*taken, strict=True)
                rows.append([kind, str(batch), middle(rates), spread(rates), middle(costs)])
    about = "Declarations taken in by one thread of the service's code, without HTTP."
    heads = ("database", "in one transaction", "a second", "least-most", "CPU µs")
    print(Table("In batches", about, heads, rows))


if __name__ == "__main__":
    main()
