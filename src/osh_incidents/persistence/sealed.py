"""Columns that hold a value sealed, and read as the value itself.

A value is bound to its table, column and row. The sealer is that of the session; a row that is in
none yet keeps its values open until it is inserted.
"""

import json
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, Session, object_session

from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.base import AuthorityBase, new_id

T = TypeVar("T")
SUFFIX = "_sealed"
_SEALER = "sealer"
_OPEN = "_not_sealed_yet"


def use(session: Session, sealer: Sealer) -> None:
    """Let the rows of *session* be sealed and opened by *sealer*."""
    session.info[_SEALER] = sealer


def place(table: str, column: str, row_id: object) -> str:
    """Return to what a value in *column* is bound, with or without the suffix of its name."""
    return f"{table}.{column.removesuffix(SUFFIX)}:{row_id}"


class Sealed(Generic[T]):
    """An attribute whose value is kept sealed in the column of its name with the suffix."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Know which column holds it."""
        self._name: str = name

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed[T]": ...

    @overload
    def __get__(self, row: AuthorityBase, owner: type) -> T: ...

    def __get__(self, row: AuthorityBase | None, owner: type) -> "Sealed[T] | T":
        """Return the value of *row*, opened."""
        if row is None:
            return self
        waiting = row.__dict__.get(_OPEN, {})
        if self._name in waiting:
            return waiting[self._name]  # type: ignore[no-any-return]
        kept: bytes | None = getattr(row, self._name + SUFFIX)
        if not kept:
            return None  # type: ignore[return-value]
        opened = _sealer(row).unseal(kept, place(row.__tablename__, self._name, _id(row)))
        return json.loads(opened)  # type: ignore[no-any-return]

    def __set__(self, row: AuthorityBase, value: T) -> None:
        """Keep *value* sealed; nothing is kept as nothing."""
        row.__dict__.get(_OPEN, {}).pop(self._name, None)
        session = object_session(row)
        if value is None:
            setattr(row, self._name + SUFFIX, None)
        elif session is None or _id(row) is None:
            row.__dict__.setdefault(_OPEN, {})[self._name] = value
        else:
            _keep(row, self._name, value, _sealer(row))


def seal(row: AuthorityBase, session: Session) -> None:
    """Seal what *row* keeps open until it is inserted by *session*."""
    waiting = row.__dict__.pop(_OPEN, None)
    if not waiting:
        return
    if _id(row) is None:
        row.id = new_id()  # type: ignore[attr-defined]
    for name, value in waiting.items():
        _keep(row, name, value, session.info[_SEALER])


@event.listens_for(AuthorityBase, "before_insert", propagate=True)
def _seal_what_waits(_: Mapper[Any], __: object, row: AuthorityBase) -> None:
    session = object_session(row)
    assert session is not None, "a row is inserted by its session"
    seal(row, session)


def _keep(row: AuthorityBase, name: str, value: object, sealer: Sealer) -> None:
    plain = json.dumps(value, ensure_ascii=False).encode()
    setattr(row, name + SUFFIX, sealer.seal(plain, place(row.__tablename__, name, _id(row))))


def _id(row: AuthorityBase) -> object:
    (key,) = inspect(type(row)).primary_key
    return getattr(row, key.name)


def _sealer(row: AuthorityBase) -> Sealer:
    session = object_session(row)
    assert session is not None, "a sealed value is read within its transaction"
    sealer: Sealer = session.info[_SEALER]
    return sealer
