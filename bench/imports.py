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
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import httpx

from bench.declarations import cpu_seconds
from bench.files import ndjson, spoilt, table
from bench.sending import SEALER, bodies, fill
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.domain.authority import GRANTS, Role
from osh_incidents.domain.imports import FileFormat
from osh_incidents.persistence.engine import open_database
from tests.support.postgres import postgres_server

_ISSUER, _AUDIENCE = "http://bench.example", "bench"
_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]
_COMMAND = [sys.executable, "-c", "from osh_incidents.cli import app; app()"]
_UNDER_WAY = ("queued", "running")
_LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Taken:
    """How fast a file was taken in, and what it cost the worker."""

    rate: float
    cpu_ms: float
    early_mb: float
    late_mb: float


class Place:
    """A database with the service over it, each command a process of its own."""

    def __init__(self, url: str, folder: Path) -> None:
        """Fill the database at *url*."""
        database = open_database(url, ("hp",))
        self._account, areas = fill(database)
        database.dispose()
        self.bodies = bodies(areas, Random(7))  # noqa: S311
        pem, self._port = new_key_pem(), _free_port()
        self._tokens = Tokens(_ISSUER, _AUDIENCE, TokenKey.of(pem))
        self._log = folder / "log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("OSH_")},
            "OSH_DATABASE_URL": url,
            "OSH_TOKEN_KEY_PEM": pem,
            "OSH_FIELD_KEYS": bytes(range(32)).hex(),
            "OSH_ISSUER": _ISSUER,
            "OSH_AUDIENCE": _AUDIENCE,
            "OSH_RATE_ACCOUNT": "",
            "OSH_RATE_ADDRESS": "",
        }
        assert SEALER.keys == (1,), "the key above is that of the bench"
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self._port}/api/v1", timeout=120)

    @contextmanager
    def running(self, *words: str) -> Iterator[int]:
        """Run a command in a process of its own and yield its id."""
        with self._log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                [*_COMMAND, *words], env=self._environment, stdout=log, stderr=log
            )
            try:
                yield process.pid
            finally:
                process.terminate()
                process.wait()

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve as long as the block lasts."""
        with self.running("serve", "--port", str(self._port)):
            while True:
                try:
                    self.client.get(f"http://127.0.0.1:{self._port}/healthz")
                    break
                except httpx.TransportError:
                    time.sleep(_LOOK)
            yield

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """Return what the service answers, with a token of now."""
        token = self._tokens.issue(self._account, "bench", "hp", _SCOPE, datetime.now(UTC))
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        answer = self.client.request(method, path, headers=headers, **more)
        if not answer.is_success:
            raise SystemExit(f"{answer.status_code} {answer.text[:500]}")
        return answer.json()

    def posted(self, count: int) -> float:
        """Return how many declarations a second one client posts."""
        waiting = list(islice(self.bodies, count))
        begun = time.perf_counter()
        for body in waiting:
            self.ask("POST", "/declarations", json=body)
        return count / (time.perf_counter() - begun)

    def taken(self, content: bytes, form: FileFormat, rows: int) -> tuple[Taken, Any]:
        """Send a file of *rows*, let a worker take it in, and return what that cost."""
        sent = self.ask(
            "POST",
            "/imports",
            params={"kind": "declarations"},
            content=content,
            headers={"Content-Type": form.media_type},
        )
        with self.running("worker", "--every", "1") as worker:
            begun = first = early = 0.0
            while (told := self.ask("GET", f"/imports/{sent['id']}"))["state"] in _UNDER_WAY:
                read = sum(told["counts"].values())
                if told["state"] == "queued":
                    # The start of the process is no work on the file.
                    begun, first = cpu_seconds(worker), time.perf_counter()
                if not early and read * 10 >= rows:
                    early = _megabytes(worker)
                time.sleep(_LOOK)
            took, late = time.perf_counter() - first, _megabytes(worker)
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


def _megabytes(pid: int) -> float:
    """Return the most memory that process *pid* ever held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1_024 for line in lines if line.startswith("VmHWM"))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
        return port


def measure(kind: str, place: Place, rows: int, posts: int, rounds: int) -> None:
    """Print what posts and files cost."""
    each = rows // rounds
    posted, taken = list[float](), list[Taken]()
    place.posted(20)
    for _ in range(rounds):
        posted.append(place.posted(posts))
        content = ndjson(list(islice(place.bodies, each)))
        found, told = place.taken(content, FileFormat.NDJSON, each)
        if told["counts"]["accepted"] != each:
            raise SystemExit(json.dumps(told))
        taken.append(found)
    one, many = statistics.median(posted), statistics.median(item.rate for item in taken)
    work, last = statistics.median(item.cpu_ms for item in taken), taken[-1]
    print(
        f"{kind:9} {one:8,.1f} {many:8,.0f} {many / one:6.1f} {work:7.2f} "
        f"{last.early_mb:7.0f} {last.late_mb:7.0f}",
        flush=True,
    )


def check(kind: str, place: Place, rows: int) -> None:
    """Print whether exactly the spoilt rows of a file are rejected."""
    dice = Random(11)  # noqa: S311
    forms = ((FileFormat.NDJSON, ndjson, 1), (FileFormat.CSV, table, 2))
    for form, write, first in forms:
        many = list(islice(place.bodies, rows))
        planted = {number + first for number in spoilt(many, dice)}
        found, told = place.taken(write(many), form, rows)
        rejected = place.rejected(told["id"])
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
    heads = ("posts/s", "rows/s", "ratio", "cpu ms", "MB 10%", "MB end")
    if not chosen.faults:
        print(f"{'database':9} {heads[0]:>8} {heads[1]:>8} {heads[2]:>6} {heads[3]:>7} ", end="")
        print(f"{heads[4]:>7} {heads[5]:>7}", flush=True)
    with tempfile.TemporaryDirectory() as made, postgres_server(durable=True) as server:
        folder = Path(made)
        server.create_database("imports")
        for kind, url in (
            ("sqlite", f"sqlite:///{folder}/common.db"),
            ("postgres", server.url("imports")),
        ):
            place = Place(url, folder)
            with place.served():
                if chosen.faults:
                    check(kind, place, chosen.rows)
                else:
                    measure(kind, place, chosen.rows, chosen.posts, chosen.rounds)


if __name__ == "__main__":
    main()
