"""What all tables share: two schemas, names of constraints, and the types of columns.

`common` holds what every authority shares; `authority` stands for the schema of one province or
city and is replaced by its real name when a session opens.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    MetaData,
    String,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.attributes import flag_modified, set_committed_value
from uuid6 import uuid7

from osh_incidents.domain.labels import Labelled

COMMON = "common"
AUTHORITY = "authority"

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

E = TypeVar("E", bound=Labelled)


class CommonBase(DeclarativeBase):
    """Base of the tables that all authorities share."""

    metadata = MetaData(schema=COMMON, naming_convention=_NAMES)


class AuthorityBase(DeclarativeBase):
    """Base of the tables that each authority has for itself."""

    metadata = MetaData(schema=AUTHORITY, naming_convention=_NAMES)

    def __init__(self, **values: Any) -> None:
        """Hold *values*: those of columns as they are, since what is new has no past to compare.

        To have each of them watched would cost more than all else that is done for a new row. What
        belongs to it and is said to be empty is not asked of the database.

        Raises:
            TypeError: there is no such attribute.
        """
        (columns, related), known = _attributes(type(self)), self.__dict__
        for name, value in values.items():
            if name in columns:
                known[name] = value
            elif name in related and not value:
                set_committed_value(self, name, value)
            elif hasattr(type(self), name):
                setattr(self, name, value)
            else:
                raise TypeError(f"{type(self).__name__} has no {name}")


@cache
def _attributes(kind: type[AuthorityBase]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the columns of *kind*, and of what belongs to it."""
    mapper = kind.__mapper__
    return frozenset(mapper.columns.keys()), frozenset(mapper.relationships.keys())


def assign(row: AuthorityBase, values: Mapping[str, object]) -> None:
    """Set *values* in *row*, which is kept and watched."""
    for name, value in values.items():
        setattr(row, name, value)


def touch(row: AuthorityBase | CommonBase) -> None:
    """Have the version of *row* move on with a change of what belongs to it."""
    (key,) = row.__mapper__.primary_key
    flag_modified(row, key.name)


class Moment(TypeDecorator[datetime]):
    """A moment, stored in UTC; a naive one is refused, since nobody knows when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite stores it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive moment")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """Return what does so in one step, as text in SQLite."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002
    ) -> Callable[[Any], datetime | None]:
        """Return what makes an aware moment in UTC of a value, in one step: lists have many."""
        return _of_text if dialect.name == "sqlite" else _of_moment


class Code(TypeDecorator[E]):
    """A member of a closed vocabulary, stored as its code."""

    impl = String(40)
    cache_ok = True

    def __init__(self, vocabulary: type[E]) -> None:
        """Store members of *vocabulary*."""
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the stored code; a text that is none of the codes is refused."""
        return None if value is None else self.vocabulary(value).value

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """Return what makes likewise a stored code of a member, in one step: a row has many."""
        codes: dict[str | None, str | None] = {one: one.value for one in self.vocabulary}
        codes[None] = None

        def stored(value: str | None) -> str | None:
            return codes[value] if value in codes else self.process_bind_param(value, dialect)

        return stored

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002
        coltype: object,  # noqa: ARG002
    ) -> Callable[[Any], E | None]:
        """Return what looks up the member of a stored code."""
        members: dict[str | None, E | None] = {one.value: one for one in self.vocabulary}
        members[None] = None
        return members.__getitem__


def _to_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("naive moment")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _of_text(value: str | None) -> datetime | None:
    # The zone as part of the text: to give it afterwards takes seven times as long.
    return None if value is None else datetime.fromisoformat(value + "+00:00")


def _of_moment(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def closed(column: str, *members: Labelled) -> CheckConstraint:
    """Return the CHECK that holds *column* to the codes of *members*."""
    codes = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({codes})", name=column)


def partial(name: str | None, condition: str, *columns: str) -> Index:
    """Return an index of the rows for which *condition* holds."""
    where = text(condition)
    return Index(name, *columns, postgresql_where=where, sqlite_where=where)


def _of_now() -> UUID:
    return UUID(int=uuid7().int)


_ids: ContextVar[Callable[[], UUID]] = ContextVar("ids", default=_of_now)


def new_id() -> UUID:
    """Return a UUIDv7: unique, and sorted by the time it was made."""
    return _ids.get()()


@contextmanager
def ids_from(source: Callable[[], UUID]) -> Iterator[None]:
    """Take new ids from *source* within the block: for records that must be the same each time."""
    token = _ids.set(source)
    try:
        yield
    finally:
        _ids.reset(token)
