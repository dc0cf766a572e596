"""Many minutes of everything at once: whether memory stays, nothing fails and no row is lost.

    python -m bench.soak --minutes 30 --database postgres

Starts `osh-incidents serve` and `osh-incidents worker` as production does. Clients in another
process post declarations under keys, repeat some, list and read cases, ask for a figure with and
without its ETag, send cases back under `If-Match`, and follow the changes. At the end it looks for
every declaration that was acknowledged; those that were repeated told the same number again.
"""

import argparse
import multiprocessing
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select

from bench import mixed
from bench.mixed import Told
from bench.places import KINDS, Place
from bench.processes import megabytes
from bench.service import Service
from osh_incidents.persistence.tables.cases import DeclarationRow
from tests.support.postgres import postgres_server

_LOOK = 5
"""Seconds between two looks at the memory."""
_STEADY = 5
"""Percent by which memory may change."""
_EXPECTED = {
    "declare": {201},
    "repeat": {201},
    "list": {200},
    "read": {200},
    "figure": {200},
    "figure, ETag": {200, 304},
    "move": {200},
    "changes": {200},
}


@dataclass(slots=True)
class Course:
    """What was seen over the whole time."""

    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    server_mb: list[float] = field(default_factory=list)
    worker_mb: list[float] = field(default_factory=list)
    wrong: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def look(self, server: int, worker: int) -> None:
        """Note the memory of both processes."""
        self.server_mb.append(megabytes(server))
        self.worker_mb.append(megabytes(worker))

    def add(self, told: Told) -> Counter[tuple[str, int]]:
        """Add what the clients *told*, and return what went wrong of it."""
        self.acknowledged += told.acknowledged
        self.faults += told.faults
        wrong = Counter(
            {
                (what, status): count
                for what, found in told.statuses.items()
                for status, count in found.items()
                if status not in _EXPECTED[what]
            }
        )
        self.wrong += wrong
        return wrong


def held(memory: Sequence[float]) -> str:
    """Return whether the last third of *memory* is that of the middle third."""
    third = len(memory) // 3
    if not third:
        return "too short to tell"
    middle, last = statistics.mean(memory[third : 2 * third]), statistics.mean(memory[-third:])
    change = (last / middle - 1) * 100
    told = "within" if abs(change) <= _STEADY else "BEYOND"
    return f"{middle:.0f} MB, then {last:.0f} MB: {change:+.1f} % ({told} {_STEADY} %)"


def soak(service: Service, line: Connection, minutes: float) -> Course:
    """Return what was seen in so many *minutes*, and print each."""
    course, ends = Course(), time.monotonic() + minutes * 60
    print(f"{'minute':>6} {'a second':>8} {'p99 ms':>7} {'server MB':>9} {'worker MB':>9} wrong")
    with ExitStack() as stack:
        server = stack.enter_context(service.served())
        worker = stack.enter_context(service.worked("--every", "1"))
        line.send(service.token())
        minute, begun = 0, time.monotonic()
        while time.monotonic() < ends:
            for _ in range(60 // _LOOK):
                time.sleep(_LOOK)
                course.look(server, worker)
            line.send(service.token())
            minute += 1
            took, begun = time.monotonic() - begun, time.monotonic()
            _print(minute, line.recv(), took, course)
        line.send("")
        course.add(line.recv())
    return course


def _print(minute: int, told: Told, took: float, course: Course) -> None:
    wrong = course.add(told)
    times = sorted(told.times) or [0.0]
    failed = ", ".join(f"{what} {status}: {count}" for (what, status), count in wrong.items())
    print(
        f"{minute:6} {len(told.times) / took:8.1f} {times[len(times) * 99 // 100]:7.0f} "
        f"{course.server_mb[-1]:9.0f} {course.worker_mb[-1]:9.0f} {failed or 'nothing'}",
        flush=True,
    )


def _check(service: Service, course: Course) -> None:
    """Print whether every declaration that was acknowledged is there exactly once."""
    with service.database() as database, database.session("hp", readonly=True) as session:
        stored = Counter(session.scalars(select(DeclarationRow.tracking_no)))
    acknowledged = [number for _, number in course.acknowledged]
    lost = [number for number in acknowledged if not stored[number]]
    twice = [number for number, count in stored.items() if count > 1]
    # Answered to nobody: its clients went on asking until the very end.
    unknown = len(stored) - len(set(acknowledged))
    print(f"acknowledged {len(acknowledged)}, stored {sum(stored.values())}")
    print(f"lost {len(lost)}, stored twice {len(twice)}, never acknowledged {unknown}")
    print(f"answered otherwise under the same key: {len(course.faults)}")
    print(f"wrong: {dict(course.wrong) or 'nothing'}")
    print(f"memory of the server, middle third and last: {held(course.server_mb)}")
    print(f"memory of the worker, middle third and last: {held(course.worker_mb)}")


def main() -> None:
    """Print each minute, and how it ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--clients", type=int, default=8)
    chosen = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as made, postgres_server(durable=True) as server:
        place = Place(chosen.database, Path(made) / "soak", server)
        service = Service(place.url("service"), place.folder)
        here, there = context.Pipe()
        process = context.Process(
            target=mixed.send, args=(service.port, service.areas, chosen.clients, there)
        )
        process.start()
        course = soak(service, here, chosen.minutes)
        process.join()
        _check(service, course)


if __name__ == "__main__":
    main()
