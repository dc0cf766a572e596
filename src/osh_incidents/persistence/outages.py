"""When the database cannot work now, or cannot say whether it has."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from osh_incidents.domain.errors import Unavailable

_OUTAGE_STATES = ("08", "53", "55P03", "57", "58", "25006", "25P03", "40")
"""Connection, resources, locks, intervention, system, standby, idle too long, rollback."""

_OUTAGE_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
    }
)

_READ_ONLY = "25006"
_WARNING = "01000"
_UNCERTAIN = "synchronous replication"


class _Heard(local):
    """What the server said beside its answers, to the thread that asks."""

    uncertain = False


_heard = _Heard()


def is_outage(error: DBAPIError) -> bool:
    """Whether *error* means that the database cannot work now, and not that we asked amiss."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_OUTAGE_STATES)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _OUTAGE_CODES
    # Without any code the connection itself was refused or lost.
    return isinstance(error, (OperationalError, InterfaceError))


def watch(engine: Engine) -> None:
    """Let *engine* of PostgreSQL leave servers that were demoted, and hear doubtful commits."""
    event.listen(engine, "connect", _hear)
    event.listen(engine, "handle_error", _leave_a_demoted_server)


@contextmanager
def certain_commit() -> Iterator[None]:
    """Refuse a commit whose wait for the standby was cancelled: it is answered as a success.

    Raises:
        Unavailable: a node that fails now may lose what was committed.
    """
    _heard.uncertain = False
    yield
    if _heard.uncertain:
        raise Unavailable


def _hear(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.add_notice_handler(_note)


def _note(diagnostic: Any) -> None:
    said = diagnostic.message_primary or ""
    if diagnostic.sqlstate == _WARNING and _UNCERTAIN in said:
        _heard.uncertain = True


def _leave_a_demoted_server(context: ExceptionContext) -> None:
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True
