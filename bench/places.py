"""Where databases of the bench are made, each kind alike."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.processes import postmaster
from tests.support.postgres import PostgresServer

KINDS = ("sqlite", "postgres")


@dataclass(frozen=True, slots=True)
class Place:
    """Where databases of one kind are made."""

    kind: str
    folder: Path
    server: PostgresServer

    def __post_init__(self) -> None:
        """Make the folder, whose name begins those of databases on the server."""
        self.folder.mkdir()

    def url(self, name: str) -> str:
        """Make a database called *name* and return where it is."""
        if self.kind == "postgres":
            self.server.create_database(self._named(name))
        return self._url(name)

    def copied(self, name: str, of: str) -> tuple[str, Callable[[], None]]:
        """Return where *name* will be, and what makes it a copy of another."""

        def copy() -> None:
            if self.kind == "sqlite":
                shutil.copytree(self.folder / of, self.folder / name)
            else:
                self.server.create_database(self._named(name), self._named(of))

        return self._url(name), copy

    @property
    def postmaster(self) -> int:
        """Return the process of the database, 0 if it is inside the service's."""
        return 0 if self.kind == "sqlite" else postmaster(self.server.url("postgres"))

    def _url(self, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder}/{name}/common.db"
        return self.server.url(self._named(name))

    def _named(self, name: str) -> str:
        return f"{self.folder.name}_{name}"
