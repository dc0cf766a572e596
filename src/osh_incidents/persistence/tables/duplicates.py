"""Pairs of cases that may be one, and what was decided on them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.duplicates import PairState
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class DuplicatePairRow(AuthorityBase):
    """Two cases that look like one; *first_id* was declared first.

    *fingerprint* is of the facts that were compared: a decision holds until they change.
    """

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        closed("state", *PairState),
        CheckConstraint("first_id <> second_id", name="distinct"),
        UniqueConstraint("first_id", "second_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), index=True)
    state: Mapped[PairState] = mapped_column(Code(PairState))
    score: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    found_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_reason: Mapped[str | None] = mapped_column(String(2000))
