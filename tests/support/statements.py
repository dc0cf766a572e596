"""Counting what the database is sent: a number that, unlike a time, is the same on any machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from osh_incidents.persistence.engine import Database


@dataclass
class Sent:
    """What statements the database was sent."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many they were."""
        return len(self.texts)

    def hear(self, *told: Any) -> None:
        if not told[2].startswith("BEGIN"):
            self.texts.append(told[2])


@contextmanager
def counted(database: Database) -> Iterator[Sent]:
    """Count the statements that *database* is sent as long as the block lasts."""
    sent, engines = Sent(), {database.writer, database.reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", sent.hear)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", sent.hear)
