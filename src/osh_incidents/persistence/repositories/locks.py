"""Locks on what has no row of its own, held until the transaction ends."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import AUTHORITY

_LOCK = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS held(key)")


def hold(session: Session, names: Iterable[str]) -> None:
    """Keep off every other transaction of this authority that holds one of *names*.

    SQLite lets only one write at all, and needs no lock.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return
    schema = connection.get_execution_options()["schema_translate_map"][AUTHORITY]
    # In one order everywhere, lest two wait for each other.
    keys = sorted({_number(f"{schema} {name}") for name in names})
    session.execute(_LOCK, {"keys": keys})


def _number(name: str) -> int:
    """Return a number of 64 bits with a sign, as locks are named."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
