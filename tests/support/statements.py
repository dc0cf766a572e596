"""Counting what the database is sent: a number that, unlike a time, is the same on any machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from osh_incidents.persistence.engine import Database


@dataclass
class Sent:
    """How many statements the database was sent."""

    count: int = 0

    def hear(self, *told: Any) -> None:
        self.count += not told[2].startswith("BEGIN")


@contextmanager
def counted(database: Database) -> Iterator[Sent]:
    """Count the statements that *database* is sent as long as the block lasts."""
    sent, engines = Sent(), {database.writer, database.reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", sent.hear)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", sent.hear)
