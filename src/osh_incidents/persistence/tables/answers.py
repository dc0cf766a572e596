"""Answers that were given under an idempotency key, to be given again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.persistence.base import AuthorityBase, Moment, new_id


class AnswerRow(AuthorityBase):
    """What was answered to a request of one account; without *status* it is being worked on.

    The key stands as a digest, since callers put into it what they like. *shown* tells which
    records of people the answer shows.
    """

    __tablename__ = "answer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    request_digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)
    status: Mapped[int | None]
    headers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    shown: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
