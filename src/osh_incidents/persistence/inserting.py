"""Inserting many new rows: one statement for each table; those asked for stay at hand.

The unit of work of SQLAlchemy looks at every row one by one; what is only new needs none of that.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached

from osh_incidents.persistence import sealed
from osh_incidents.persistence.base import AuthorityBase, new_id


def insert_all(session: Session, rows: Sequence[AuthorityBase]) -> None:
    """Insert new *rows* by *session*, which knows nothing of them after that."""
    by_table = dict[Table, list[AuthorityBase]]()
    for row in rows:
        sealed.seal(row, session)
        by_table.setdefault(row.__table__, []).append(row)  # type: ignore[arg-type]
    connection = session.connection()
    for table in sorted(by_table, key=_order().__getitem__):
        connection.execute(table.insert(), [values_of(row) for row in by_table[table]])


def keep_at_hand(session: Session, rows: Sequence[AuthorityBase]) -> None:
    """Let *rows* that are inserted belong to *session* as if it had flushed them."""
    for row in rows:
        make_transient_to_detached(row)
    session.add_all(rows)


def values_of(row: AuthorityBase) -> dict[str, Any]:
    """Return the value of each column of *row*, which is new; one that was not set is null."""
    known = row.__dict__
    for key, make in _columns(type(row)).items():
        if key not in known:
            known[key] = make()
    return {key: known[key] for key in _columns(type(row))}


@cache
def _order() -> dict[Table, int]:
    """Return the place of each table, after those to which it refers."""
    return {table: place for place, table in enumerate(AuthorityBase.metadata.sorted_tables)}


@cache
def _columns(kind: type[AuthorityBase]) -> dict[str, Callable[[], object]]:
    """Return what makes the value of each column of *kind* that was not set."""
    mapped: Mapper[Any] = inspect(kind)
    made: dict[str, Callable[[], object]] = dict.fromkeys(mapped.columns.keys(), _nothing)
    if "id" in made:
        made["id"] = new_id
    if mapped.version_id_col is not None:
        made[str(mapped.version_id_col.key)] = lambda: 1
    return made


def _nothing() -> None:
    return None
