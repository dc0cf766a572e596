"""What the service costs beside a peer, beside its own SQL and beside an endpoint that is empty.

    make bench ARGS="--rounds 5 --sizes 10000 100000 --into file.md"

Starts the service as production does, over SQLite and over a PostgreSQL of its own that waits for
its disk, and sends to it from another process. It prints tables of medians with their spread, and
never asserts anything: read the ratios, and CPU before requests a second on a busy machine.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import comparing, curves, imports, ratios
from bench.load import Clients
from bench.places import KINDS, Place
from bench.service import Service
from bench.tables import Table
from tests.support.postgres import postgres_server

_PARTS = ("compare", "imports", "clients", "sizes")
_FILES, _POSTS = 3, 100
"""How many files are imported, and how many declarations are posted before each."""


def asked() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds that count")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measure, about")
    parser.add_argument("--sizes", type=int, nargs="*", default=[5_000, 20_000], help="victims")
    parser.add_argument("--rows", type=int, default=2_000, help="of a file that is imported")
    parser.add_argument("--only", nargs="*", choices=_PARTS, default=_PARTS, help="some parts")
    parser.add_argument("--databases", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--into", type=Path, help="a file that gets the tables as Markdown")
    return parser.parse_args()


def measured(chosen: argparse.Namespace, root: Path) -> Iterator[Table]:
    """Yield each table as soon as it is known."""
    with postgres_server(durable=True) as server, Clients() as clients:

        def places(what: str) -> list[Place]:
            return [Place(kind, root / f"{kind}_{what}", server) for kind in chosen.databases]

        if "compare" in chosen.only:
            found = {
                place.kind: comparing.compared(place, clients, chosen.rounds, chosen.seconds)
                for place in places("compare")
            }
            yield comparing.table(found)
            yield ratios.table(found)
        if "imports" in chosen.only:
            yield imports.table(dict(_imported(places("imports"), clients, chosen.rows)))
        if "clients" in chosen.only:
            yield curves.by_clients(places("clients"), clients, chosen.seconds)
        if "sizes" in chosen.only:
            sized = [(size, one) for size in chosen.sizes for one in places(f"size_{size}")]
            yield curves.by_sizes(sized, clients, chosen.seconds)


def _imported(
    places: list[Place], clients: Clients, rows: int
) -> Iterator[tuple[str, tuple[list[float], list[imports.Taken]]]]:
    for place in places:
        service = Service(place.url("service"), place.folder)
        with service.served():
            office = imports.Office(service, clients)
            yield place.kind, imports.measured(office, rows, _POSTS, _FILES)


def main() -> None:
    """Print the tables, and write them into a file if one is named."""
    chosen = asked()
    head = (
        f"# Bench of {datetime.now(UTC):%Y-%m-%d}\n\n{os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {chosen.rounds} rounds of about {chosen.seconds:g} s. "
        f"Processes that waited for a core when it began: {os.getloadavg()[0]:.1f}.\n"
    )
    told = [head]
    print(head, flush=True)
    with tempfile.TemporaryDirectory(prefix="osh-bench-") as root:
        for table in measured(chosen, Path(root)):
            print(table, flush=True)
            told.append(str(table))
            if chosen.into:
                chosen.into.write_text("\n".join(told), encoding="utf-8")


if __name__ == "__main__":
    main()
