"""Locks on what has no row of its own, held until the transaction ends."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import AUTHORITY

_MOST = 512
"""How many one transaction takes: whoever needs more takes all, lest the server run out of them."""

_ALL = text("SELECT pg_advisory_xact_lock(:all)")
_SOME = text(
    "WITH others AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(:all)) "
    "SELECT pg_advisory_xact_lock(key) FROM others, unnest(CAST(:keys AS bigint[])) AS held(key)"
)


def hold(session: Session, kind: str, names: Iterable[str]) -> None:
    """Keep off every other transaction of this authority that holds one of *names* of *kind*.

    SQLite lets only one write at all, and needs no lock.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return
    schema = connection.get_execution_options()["schema_translate_map"][AUTHORITY]
    keys = {number(f"{kind} {schema} {name}") for name in names}
    everything = number(f"{kind} {schema}")
    if len(keys) > _MOST:
        session.execute(_ALL, {"all": everything})
    else:
        # In one order everywhere, lest two wait for each other.
        session.execute(_SOME, {"all": everything, "keys": sorted(keys)})


def number(name: str) -> int:
    """Return a number of 64 bits with a sign for *name*, as locks are named."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
