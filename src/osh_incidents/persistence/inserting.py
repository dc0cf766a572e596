"""Inserting many new rows: one statement for each table, and the rows stay at hand as they are.

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
    """Insert new *rows*, which then belong to *session* as if it had flushed them."""
    by_table = dict[Table, list[AuthorityBase]]()
    for row in rows:
        sealed.seal(row, session)
        by_table.setdefault(row.__table__, []).append(row)  # type: ignore[arg-type]
    for table in sorted(by_table, key=_order().index):
        session.execute(table.insert(), [values_of(row) for row in by_table[table]])
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
def _order() -> list[Table]:
    """Return the tables so that each comes after those to which it refers."""
    return AuthorityBase.metadata.sorted_tables


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
