"""Answers under idempotency keys: taken by one request, and found by its repetitions."""

from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Insert, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.upserts import insert_in
from osh_incidents.persistence.tables.answers import AnswerRow

_ANSWER: Table = AnswerRow.__table__  # type: ignore[assignment]
_FILLING = update(_ANSWER).where(_ANSWER.c.id == bindparam("row_id"))


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

    def take(self, key_digest: str, request_digest: str, now: datetime) -> UUID | None:
        """Take a key for a request and return the id of its row; None if it is taken already.

        While another transaction has the key in hand this one waits for its end.
        """
        values = {
            "id": new_id(),
            "key_digest": key_digest,
            "request_digest": request_digest,
            "created_at": now,
        }
        taking = _taking(self._session.get_bind().dialect.name)
        return self._session.execute(taking, values).scalar_one_or_none()

    def of(self, key_digest: str) -> AnswerRow | None:
        """Return what was answered under a key."""
        return self._session.scalars(
            select(AnswerRow).where(AnswerRow.key_digest == key_digest)
        ).one_or_none()

    def fill(self, row_id: UUID, **values: object) -> None:
        """Keep *values* in the row of a key that was taken in this transaction."""
        self._session.execute(_FILLING, {"row_id": row_id, **values})

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
