"""Connections: one PostgreSQL database with a schema per authority, or one SQLite file each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence import outages
from osh_incidents.persistence.base import AUTHORITY, COMMON
from osh_incidents.persistence.repositories.areas import KnownAreas
from osh_incidents.persistence.turns import Turns

_POSTGRES_OPTIONS = (
    "-c statement_timeout=5000 -c lock_timeout=2000 "
    "-c idle_in_transaction_session_timeout=10000 -c timezone=UTC"
)


_PATIENCE = 5
"""Seconds for which somebody waits to write to the embedded database, and for a connection."""

_TURN = "turn"


@dataclass(frozen=True, slots=True)
class Database:
    """Where all authorities' records are, with an engine to write and one to read."""

    writer: Engine
    reader: Engine
    authorities: tuple[str, ...]
    areas: KnownAreas = field(default_factory=KnownAreas)
    """What was read of units of area, which no session reads again."""

    _named: dict[tuple[str | None, bool, bool], Engine] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.writer.dialect.name == "sqlite"

    @property
    def common_schema(self) -> str:
        """Return the real name of the common schema."""
        return "main" if self.is_sqlite else COMMON

    def schema_map(self, authority: str | None) -> dict[str, str]:
        """Return the real name of each schema for a session of *authority*."""
        names = {COMMON: self.common_schema}
        return names if authority is None else names | {AUTHORITY: authority}

    def session(
        self, authority: str | None, *, readonly: bool = False, snapshot: bool = False
    ) -> Session:
        """Return a session in the schema of *authority*, or in the common one alone.

        All statements of a *snapshot* see the records as they were at the first of them, as those
        of a *readonly* one do: a total is that of the cells beside it.

        Raises:
            KeyError: no such authority is served here.
        """
        named = self._engine(authority, readonly, snapshot)
        return Session(named, expire_on_commit=False, info={KnownAreas: self.areas})

    def _engine(self, authority: str | None, readonly: bool, snapshot: bool) -> Engine:  # noqa: FBT001
        """Return the engine of such sessions; it is made once, as each of them would else make one.

        Raises:
            KeyError: no such authority is served here.
        """
        kind = (authority, readonly, snapshot)
        if kind not in self._named:
            if authority is not None and authority not in self.authorities:
                raise KeyError(authority)
            options: dict[str, Any] = {"schema_translate_map": self.schema_map(authority)}
            if (readonly or snapshot) and not self.is_sqlite:
                options["isolation_level"] = "REPEATABLE READ"
            engine = self.reader if readonly else self.writer
            self._named[kind] = engine.execution_options(**options)
        return self._named[kind]

    def dispose(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


def open_database(url: str, authorities: Sequence[str]) -> Database:
    """Open the database at *url* for *authorities*; nothing is connected yet.

    A SQLite URL names the common file; each authority's file lies beside it.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        engine = create_engine(
            target,
            pool_size=20,
            max_overflow=20,
            pool_timeout=2,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": _POSTGRES_OPTIONS, "connect_timeout": 5},
        )
        outages.watch(engine)
        return Database(engine, engine, tuple(authorities))
    return Database(
        _written_in_turn(_sqlite(target, authorities)),
        _read_at_once(_sqlite(target, authorities)),
        tuple(authorities),
    )


def _sqlite(url: URL, authorities: Sequence[str]) -> Engine:
    assert url.database is not None
    folder = Path(url.database).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=20,
        max_overflow=20,
        pool_timeout=_PATIENCE,
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": _PATIENCE},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for schema in authorities:
            cursor.execute(f"ATTACH DATABASE ? AS {schema}", (str(folder / f"{schema}.db"),))
        for schema in ("main", *authorities):
            cursor.execute(f"PRAGMA {schema}.journal_mode = WAL")
            cursor.execute(f"PRAGMA {schema}.synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


def _written_in_turn(engine: Engine) -> Engine:
    """Let the threads of this process queue for the one write, instead of trying again and again.

    Other processes are still waited for by the database itself.
    """
    turns = Turns()

    @event.listens_for(engine, "begin")
    def wait(connection: Connection) -> None:
        # One connection may begin several transactions before it is given back.
        if _TURN not in connection.info:
            if not turns.take(_PATIENCE):
                raise Unavailable
            connection.info[_TURN] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def end(_: object, pooled: ConnectionPoolEntry) -> None:
        if pooled.info.pop(_TURN, None):
            turns.hand_over()

    return engine


def _read_at_once(engine: Engine) -> Engine:
    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
