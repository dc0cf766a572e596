"""Signals of accidents from others than the declarants."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.signals import SignalSource, SignalState
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class SignalRow(AuthorityBase):
    """What somebody reported, as it was sent (sealed), and what became of it."""

    __tablename__ = "signal"
    __table_args__ = (
        closed("source", *SignalSource),
        closed("state", *SignalState),
        Index(None, "state", "received_at", "id"),
        Index(None, "organisation_id", "received_at", "id"),
        Index(None, "received_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    source: Mapped[SignalSource] = mapped_column(Code(SignalSource))
    state: Mapped[SignalState] = mapped_column(Code(SignalState))
    reference: Mapped[str | None] = mapped_column(String(100))
    occurred_on: Mapped[date]
    area_code: Mapped[str] = mapped_column(String(10))
    area_code_now: Mapped[str] = mapped_column(String(10))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    received_at: Mapped[datetime] = mapped_column(Moment)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.case.id"), index=True)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_reason: Mapped[str | None] = mapped_column(String(2000))

    __mapper_args__ = {"version_id_col": version}
