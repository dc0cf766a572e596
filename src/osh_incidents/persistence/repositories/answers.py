"""Answers under idempotency keys: taken by one request, and found by its repetitions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Insert, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.upserts import insert_in
from osh_incidents.persistence.tables.answers import AnswerRow

_ANSWER: Table = AnswerRow.__table__  # type: ignore[assignment]
_FILLING = update(_ANSWER).where(_ANSWER.c.id == bindparam("row_id"))


class Kept(NamedTuple):
    """An answer as it is kept in a row: sealed, with what it shows of people."""

    row_id: UUID
    status: int
    headers: dict[str, str]
    body_sealed: bytes | None
    shown: list[list[object]]


@cache
def _taking(dialect: str) -> Insert:
    taking = insert_in(dialect, _ANSWER).on_conflict_do_nothing(
        index_elements=[_ANSWER.c.key_digest]
    )
    return taking.returning(_ANSWER.c.id)


class Answers:
    """The answers that one authority gave."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def take(self, keys: Mapping[str, str], now: datetime) -> dict[str, UUID]:
        """Take *keys*, each for a request, and return the row of each that was not taken before.

        While another transaction has one of them in hand this one waits for its end.
        """
        # In one order everywhere, lest two wait for each other.
        rows: list[dict[str, Any]] = [
            {"id": new_id(), "key_digest": key, "request_digest": keys[key], "created_at": now}
            for key in sorted(keys)
        ]
        connection = self._session.connection()
        taken = set(connection.execute(_taking(connection.dialect.name), rows).scalars())
        return {row["key_digest"]: row["id"] for row in rows if row["id"] in taken}

    def of(self, key_digest: str) -> AnswerRow | None:
        """Return what was answered under a key."""
        return self._session.scalars(
            select(AnswerRow).where(AnswerRow.key_digest == key_digest)
        ).one_or_none()

    def fill(self, kept: Sequence[Kept]) -> None:
        """Keep answers in the rows of keys that were taken in this transaction."""
        rows = [
            {
                "row_id": one.row_id,
                "status": one.status,
                "headers": one.headers,
                "body_sealed": one.body_sealed,
                "shown": one.shown,
            }
            for one in kept
        ]
        self._session.connection().execute(_FILLING, rows)

    def release(self, row_id: UUID) -> None:
        """Give back a key that was taken in this transaction."""
        self._session.execute(delete(AnswerRow).where(AnswerRow.id == row_id))

    def has_older(self, before: datetime) -> bool:
        """Whether an answer was given *before*."""
        old = select(AnswerRow.id).where(AnswerRow.created_at < before).limit(1)
        return self._session.scalar(old) is not None

    def forget(self, before: datetime, size: int) -> int:
        """Delete up to *size* answers that were given *before*; return how many."""
        old = select(AnswerRow.id).where(AnswerRow.created_at < before).limit(size)
        gone = delete(AnswerRow).where(AnswerRow.id.in_(old)).returning(AnswerRow.id)
        return len(self._session.scalars(gone.execution_options(synchronize_session=False)).all())
