"""Rounds: every way in turn, over one database, again and again."""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from bench import ways
from bench.alone import Alone
from bench.load import Clients
from bench.peer import THREADS, Peer
from bench.places import Place
from bench.ratios import Taken
from bench.service import Service
from bench.tables import Table, middle, number, spread
from bench.ways import CLIENTS, Measure, Meter

ALONE = ("declare", "its SQL alone")


def compared(place: Place, clients: Clients, rounds: int, seconds: float) -> Taken:
    """Return what each way cost in each of *rounds*, after one that is thrown away."""
    taken = defaultdict[tuple[str, str], list[Measure]](list)
    service = Service(place.url("service"), place.folder)
    peer = Peer(place.url("peer"), place.folder)
    url = place.url("heard")
    alone = Alone(url, *place.copied("twin", "heard"))
    meter = Meter(clients, place.postmaster, seconds)
    with ExitStack() as stack:
        stack.callback(alone.close)
        served = stack.enter_context(service.served())
        known = [
            *ways.of_service(service, served, clients),
            *ways.of_empty(service, stack.enter_context(service.emptily_served())),
            *ways.of_peer(service, peer, stack.enter_context(peer.served())),
        ]
        known.sort(key=lambda way: _place((way.operation, way.by)))
        for turn in range(rounds + 1):
            service.work_once()
            taken[ALONE].append(meter.take_alone(alone))
            for way in known:
                taken[way.operation, way.by].append(meter.take(way))
            print(f"{place.kind}: round {turn} of {rounds}", file=sys.stderr, flush=True)
        told = f"{place.kind}: {alone.statements:.1f} statements a declaration"
        print(told, file=sys.stderr, flush=True)
    return {known: measures[1:] for known, measures in taken.items()}


def table(found: Mapping[str, Taken]) -> Table:
    """Return what each way costs."""
    rows = [
        [kind, operation, by, *_costs(measures)]
        for kind, taken in found.items()
        for (operation, by), measures in sorted(taken.items(), key=lambda one: _place(one[0]))
    ]
    about = (
        f"{CLIENTS} clients that keep their connections and ask again when they are answered, in "
        "a process of their own. *The service* is `osh-incidents serve` with settings of "
        "production except limits of rates: tokens, audit, sealed columns, figures, outbox, and "
        "an idempotency key with every post; its worker runs once before each round, not in it. "
        f"*DRF* is Django REST Framework under gunicorn, one process with {THREADS} threads; "
        "*plain* writes case, victims, declaration and clock, without audit, encryption, "
        "idempotency, figures, outbox or search for duplicates; *alike* writes all of these. Both "
        "check the fields and the principal rules, accidents only, and look a token up in a "
        "table; neither derives recipients, warnings or the law of the day. *Its SQL alone* sends "
        "the statements of the same declarations by the driver, without the service: by 1 thread "
        "on SQLite, 4 on PostgreSQL. *Nothing* is an endpoint of the same app that opens no "
        "transaction. Medians over the rounds; PostgreSQL waits for its disk, SQLite as well."
    )
    heads = ("database", "operation", "by", "a second", "least-most", "p50 ms", "p99 ms")
    return Table("What each costs", about, (*heads, "server µs", "database µs", "client µs"), rows)


def _costs(measures: Sequence[Measure]) -> list[str]:
    return [
        middle(one.rate for one in measures),
        spread(one.rate for one in measures),
        middle(one.half_ms for one in measures),
        middle(one.most_ms for one in measures),
        middle(one.server_us for one in measures),
        middle(one.database_us for one in measures),
        middle(one.client_us for one in measures) if measures[0].client_us else number(None),
    ]


def _place(known: tuple[str, str]) -> tuple[int, str]:
    order = ("declare", "list of 50", "figure", "figure, ETag", "nothing")
    # The service first, whose name is the last by its letters.
    return order.index(known[0]), "" if known[1] == "the service" else known[1]
