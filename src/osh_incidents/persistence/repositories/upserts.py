"""Inserts that yield to a row which another writer was first to keep."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import AuthorityBase, CommonBase


def insert_into(
    session: Session, row: type[AuthorityBase | CommonBase]
) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that knows ON CONFLICT in the dialect of *session*."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(row)
    return postgresql.insert(row)
