"""Inserts that yield to a row which another writer was first to keep."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import AuthorityBase, CommonBase


def insert_into(
    session: Session, row: type[AuthorityBase | CommonBase] | Table
) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that knows ON CONFLICT in the dialect of *session*."""
    return insert_in(session.get_bind().dialect.name, row)


def insert_in(
    dialect: str, row: type[AuthorityBase | CommonBase] | Table
) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that knows ON CONFLICT in *dialect*."""
    return sqlite.insert(row) if dialect == "sqlite" else postgresql.insert(row)
