"""What it costs to take in a file of declarations, beside posting its rows one by one.

    python -m bench.imports [--rows 20000] [--posts 200] [--rounds 3] [--faults]

Starts `osh-incidents serve` with the settings of production but for its limits of rates, once over
a new SQLite file and once over a PostgreSQL of its own that waits for its disk. In every round one
client posts declarations one by one, and then sends a file of unlike ones, which `osh-incidents
worker` takes in as a process of its own: as many as *rows* in all rounds together. It prints
medians, the memory of the worker after a tenth of the last file and at its end, and never asserts
anything. With `--faults` one row in a hundred is spoilt, in lines of JSON and in CSV, and it tells
whether exactly those were rejected.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import httpx

from bench import asking
from bench.files import ndjson, spoilt
from bench.files import table as csv_table
from bench.load import Clients
from bench.places import KINDS, Place
from bench.processes import cpu_seconds, megabytes
from bench.service import Service
from bench.tables import Table, middle, number, spread
from bench.ways import DECLARATIONS
from osh_incidents.domain.imports import FileFormat
from tests.support.postgres import postgres_server

_UNDER_WAY = ("queued", "running")
_LOOK = 0.25
_CREATED = 201


@dataclass(frozen=True, slots=True)
class Taken:
    """How fast a file was taken in, and what it cost the worker."""

    rate: float
    cpu_ms: float
    early_mb: float
    late_mb: float


class Office:
    """The service, which must be served, as one who sends files sees it."""

    def __init__(self, service: Service, clients: Clients) -> None:
        """Ask *service* for imports, and have *clients* post one by one."""
        self.bodies = service.bodies
        self._service, self._clients = service, clients
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{service.port}/api/v1", timeout=120)

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """Return what the service answers, with a token of now."""
        headers = {"Authorization": f"Bearer {self._service.token()}", **more.pop("headers", {})}
        answer = self._client.request(method, path, headers=headers, **more)
        if not answer.is_success:
            raise SystemExit(f"{answer.status_code} {answer.text[:500]}")
        return answer.json()

    def posted(self, count: int) -> float:
        """Return how many declarations a second one client posts, each when the last is done."""
        token = self._service.token()
        sent = [asking.post(DECLARATIONS, token, body) for body in islice(self.bodies, count)]
        return self._clients.send(self._service.port, sent, 1).must_be(_CREATED).rate

    def taken(self, content: bytes, form: FileFormat, rows: int) -> tuple[Taken, Any]:
        """Send a file of *rows*, let a worker take it in, and return what that cost."""
        sent = self.ask(
            "POST",
            "/imports",
            params={"kind": "declarations"},
            content=content,
            headers={"Content-Type": form.media_type},
        )
        with self._service.worked("--every", "1") as worker:
            begun = first = early = 0.0
            while (told := self.ask("GET", f"/imports/{sent['id']}"))["state"] in _UNDER_WAY:
                read = sum(told["counts"].values())
                if told["state"] == "queued":
                    # The start of the process is no work on the file.
                    begun, first = cpu_seconds(worker), time.perf_counter()
                if not early and read * 10 >= rows:
                    early = megabytes(worker, most=True)
                time.sleep(_LOOK)
            took = time.perf_counter() - first
            late = megabytes(worker, most=True)
            work = (cpu_seconds(worker) - begun) * 1_000 / rows
        return Taken(rows / took, work, early, late), told

    def rejected(self, import_id: str) -> set[int]:
        """Return the numbers of the rows that were rejected."""
        found, last = set[int](), 0
        path = f"/imports/{import_id}/rows?outcome=rejected&limit=100"
        while page := self.ask("GET", f"{path}&cursor={last}")["items"]:
            found |= {one["row"] for one in page}
            last = page[-1]["row"]
        return found


def measured(office: Office, rows: int, posts: int, rounds: int) -> tuple[list[float], list[Taken]]:
    """Return, for each of *rounds*, the posts a second and how a file of so many *rows* fared."""
    posted, taken = list[float](), list[Taken]()
    office.posted(20)
    for _ in range(rounds):
        posted.append(office.posted(posts))
        content = ndjson(list(islice(office.bodies, rows)))
        found, told = office.taken(content, FileFormat.NDJSON, rows)
        if told["counts"]["accepted"] != rows:
            raise SystemExit(json.dumps(told))
        taken.append(found)
    return posted, taken


def table(found: Mapping[str, tuple[list[float], list[Taken]]]) -> Table:
    """Return what files cost beside posts."""
    rows = list[list[str]]()
    for kind, (posted, taken) in found.items():
        ratios = [file.rate / one for one, file in zip(posted, taken, strict=True)]
        rates = [file.rate for file in taken]
        rows.append(
            [
                kind,
                middle(posted),
                *(middle(rates), spread(rates), middle(ratios), spread(ratios)),
                middle(file.cpu_ms for file in taken),
                *(number(taken[-1].early_mb), number(taken[-1].late_mb)),
            ]
        )
    about = (
        "Rows of a file that `osh-incidents worker` takes in, beside declarations that one client "
        "posts one by one with a key each; the same checks, and a report on each row. Aim: x 20. "
        "Memory of the worker after a tenth of the last file, and at its end."
    )
    heads = ("database", "posts a second", "rows a second", "least-most", "x", "least-most")
    return Table("Imports", about, (*heads, "worker ms a row", "MB at 10 %", "MB at end"), rows)


def check(kind: str, office: Office, rows: int) -> None:
    """Print whether exactly the spoilt rows of a file are rejected."""
    dice = Random(11)  # noqa: S311
    forms = ((FileFormat.NDJSON, ndjson, 1), (FileFormat.CSV, csv_table, 2))
    for form, write, first in forms:
        many = list(islice(office.bodies, rows))
        planted = {number + first for number in spoilt(many, dice)}
        found, told = office.taken(write(many), form, rows)
        rejected = office.rejected(told["id"])
        missing, extra = len(planted - rejected), len(rejected - planted)
        whole = sum(told["counts"].values()) == rows
        print(
            f"{kind:9} {form.value:7} {found.rate:8,.0f} rows/s, {len(planted)} planted, "
            f"{len(rejected)} rejected, {missing} missed, {extra} wrongly, adds up: {whole}",
            flush=True,
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--posts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    found = {}
    with (
        tempfile.TemporaryDirectory() as made,
        postgres_server(durable=True) as server,
        Clients() as clients,
    ):
        for kind in KINDS:
            place = Place(kind, Path(made) / kind, server)
            service = Service(place.url("imports"), place.folder)
            with service.served():
                office = Office(service, clients)
                if chosen.faults:
                    check(kind, office, chosen.rows)
                else:
                    each = chosen.rows // chosen.rounds
                    found[kind] = measured(office, each, chosen.posts, chosen.rounds)
    if found:
        print(table(found))


if __name__ == "__main__":
    main()
