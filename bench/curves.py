"""How the cost of each operation grows: with the clients that ask at once, and with the data."""

import sys
from collections.abc import Sequence

from bench import ways
from bench.load import Clients
from bench.places import Place
from bench.service import Service
from bench.tables import Table, middle, number, spread
from bench.ways import CLIENTS, Measure, Meter

STEPS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
ROUNDS = 3


def by_clients(places: Sequence[Place], clients: Clients, seconds: float) -> Table:
    """Return what each operation costs by more and more clients."""
    rows = list[list[str]]()
    for place in places:
        service = Service(place.url("service"), place.folder)
        meter = Meter(clients, place.postmaster, seconds)
        with service.served() as pid:
            known = ways.of_service(service, pid, clients)
            # The first of each is thrown away, and the list has something to show.
            for way in known:
                meter.take(way)
            for way in known:
                for step in STEPS:
                    taken = meter.take(way, step, strict=False)
                    rows.append([place.kind, way.operation, str(step), *_costs(taken)])
                _tell(f"{place.kind}: {way.operation} by {STEPS[-1]} clients")
    about = (
        "Each operation of the service over a new database, by more and more clients at once, "
        "each of whom asks again when it is answered: what rises to the left of the best rate is "
        "the machine filling up, what rises in *p99* to its right is waiting in line. "
        "*Refused* are the answers of another status than asked for; they count nowhere else."
    )
    heads = ("database", "operation", "clients", "a second", "p50 ms", "p99 ms")
    return Table("By clients", about, (*heads, "server µs", "database µs", "refused"), rows)


def by_sizes(places: Sequence[tuple[int, Place]], clients: Clients, seconds: float) -> Table:
    """Return what each operation costs over more and more data."""
    smallest, rows = dict[tuple[str, str], float](), list[list[str]]()
    for size, place in places:
        service = Service(place.url("service"), place.folder, size)
        _tell(f"{place.kind}: filled to {size} victims")
        meter = Meter(clients, place.postmaster, seconds)
        with service.served() as pid:
            known = ways.of_service(service, pid, clients)
            taken = [[meter.take(way) for way in known] for _ in range(ROUNDS + 1)][1:]
        for way, measures in zip(known, zip(*taken, strict=True), strict=True):
            rates = [one.rate for one in measures]
            work = sorted(one.all_us for one in measures)[len(measures) // 2]
            first = smallest.setdefault((place.kind, way.operation), work)
            rows.append(
                [
                    place.kind,
                    way.operation,
                    f"{size:,}",
                    *(middle(rates), spread(rates)),
                    *(
                        middle(one.half_ms for one in measures),
                        middle(one.most_ms for one in measures),
                    ),
                    *(number(work), number(work / first)),
                ]
            )
    about = (
        f"Each operation of the service by {CLIENTS} clients, over databases filled to so many "
        "victims. *x smallest*: the CPU of server and database for one request beside that over "
        "the smallest."
    )
    heads = ("database", "operation", "victims", "a second", "least-most", "p50 ms", "p99 ms")
    return Table("By data", about, (*heads, "CPU µs", "x smallest"), rows)


def _costs(taken: Measure) -> list[str]:
    told = (taken.rate, taken.half_ms, taken.most_ms, taken.server_us, taken.database_us)
    return [*map(number, told), taken.refused or "none"]


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
