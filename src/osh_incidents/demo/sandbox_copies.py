"""How the sandbox began, and putting everything back to it."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies of the *live* databases as they were in the beginning; nobody writes under *lock*."""

    beginning: Path
    live: Path
    lock: Lock = field(default_factory=Lock)

    def keep(self) -> None:
        """Take the databases as they are for the beginning; nobody may have them open."""
        if self.beginning.exists():
            shutil.rmtree(self.beginning)
        self.beginning.mkdir(mode=0o700)
        for source in self.live.glob("*.db"):
            _copy(source, self.beginning / source.name)

    def put_back(self) -> None:
        """Write the beginning over the databases, which may be open."""
        with self.lock:
            for source in self.beginning.glob("*.db"):
                _copy(source, self.live / source.name)


def _copy(source: Path, target: Path) -> None:
    # SQLite's own way: it waits for who is writing, and readers see the one or the other.
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
