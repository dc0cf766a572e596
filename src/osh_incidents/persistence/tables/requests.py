"""Corrections of cases: asked for by one person, decided by another, and never erased."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.requests import RequestState
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ErasureRow(AuthorityBase):
    """That a case shall name nobody any more: proposed by one person, approved by another."""

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("approved_by IS NULL OR approved_by <> proposed_by", name="two_people"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), primary_key=True)
    kept_until: Mapped[date]
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None] = mapped_column(Moment)


class CorrectionRow(AuthorityBase):
    """A correction that was asked for: the changed fields only; their values are sealed."""

    __tablename__ = "correction"
    __table_args__ = (closed("state", *RequestState),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), index=True)
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.victim.id"))
    state: Mapped[RequestState] = mapped_column(Code(RequestState))
    fields: Mapped[list[str]] = mapped_column(JSON)
    changes_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    reason: Mapped[str] = mapped_column(String(2000))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_reason: Mapped[str | None] = mapped_column(String(2000))
