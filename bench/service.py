"""The service as production runs it: `osh-incidents serve`, and `worker`, over a new database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import httpx

from bench import filling
from bench.processes import free_port, running
from bench.sending import SEALER, bodies, fill
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.domain.authority import GRANTS, Role
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.unit_of_work import transaction

_ISSUER, _AUDIENCE = "http://bench.example", "bench"
_SCOPE = [permission.value for permission in GRANTS[Role.INSPECTOR].permissions]
_COMMAND = [sys.executable, "-m", "osh_incidents"]
_LOOK = 0.1


class Service:
    """A database with the service over it, its settings those of production but for the rates."""

    def __init__(self, url: str, folder: Path, size: int = 0) -> None:
        """Fill the database at *url* to *size* victims; the processes' logs go into *folder*."""
        self._url = url
        self._account, self.areas = _filled(url, size)
        self.bodies = bodies(self.areas, Random(7))  # noqa: S311 - to be varied, not secret
        pem = new_key_pem()
        self.port, self.empty_port = free_port(), free_port()
        self._tokens = Tokens(_ISSUER, _AUDIENCE, TokenKey.of(pem))
        self._log = folder / "service.log"
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

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the database beside the service as long as the block lasts."""
        database = open_database(self._url, ("hp",))
        try:
            yield database
        finally:
            database.dispose()

    def token(self) -> str:
        """Return a token of an inspector that lives ten minutes."""
        return self._tokens.issue(self._account, "bench", "hp", _SCOPE, datetime.now(UTC))

    @contextmanager
    def served(self) -> Iterator[int]:
        """Serve as long as the block lasts, and yield the process."""
        with running(
            [*_COMMAND, "serve", "--port", str(self.port)], self._environment, self._log
        ) as pid:
            awaited(self.port)
            yield pid

    @contextmanager
    def emptily_served(self) -> Iterator[int]:
        """Serve endpoints that do nothing as long as the block lasts, and yield the process."""
        command = [sys.executable, "-m", "bench.empty", str(self.empty_port)]
        with running(command, self._environment, self._log) as pid:
            awaited(self.empty_port)
            yield pid

    def work_once(self) -> None:
        """Let a worker do one round: the feed, and the tally that declarations were added to."""
        command = [*_COMMAND, "worker", "--once"]
        with self._log.open("ab") as told:
            subprocess.run(command, env=self._environment, stdout=told, check=True)  # noqa: S603

    def worked(self, *words: str) -> AbstractContextManager[int]:
        """Run a worker as long as the block lasts, and yield its process."""
        return running([*_COMMAND, "worker", *words], self._environment, self._log)


def _filled(url: str, size: int) -> tuple[UUID, list[str]]:
    database = open_database(url, ("hp",))
    try:
        if not size:
            return fill(database)
        account: UUID = filling.fill_to(database, size)
        with transaction(database, None, SEALER) as uow:
            return account, [area.code for area in uow.areas.current()]
    finally:
        database.dispose()


def awaited(port: int) -> None:
    """Wait until somebody answers at *port*."""
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
        except httpx.TransportError:
            time.sleep(_LOOK)
        else:
            return
