"""What shows that no history was altered, and who read what."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.authority import Role
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ChainHeadRow(AuthorityBase):
    """The newest action of a case, kept beside the log: a cut-off end would not show in it."""

    __tablename__ = "chain_head"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class DailyRootRow(AuthorityBase):
    """The signed root over all heads at the end of one local day; never updated."""

    __tablename__ = "daily_root"

    day: Mapped[date] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(128))


class ReadRow(AuthorityBase):
    """Who was shown which classes of fields of one record in one answer; never updated.

    The record is a case, or a signal that belongs to none yet.
    """

    __tablename__ = "read"
    __table_args__ = (
        closed("role", *Role),
        Index(None, "case_id", "at", "id"),
        Index(None, "account_id", "at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(Moment)
    case_id: Mapped[UUID | None]
    signal_id: Mapped[UUID | None]
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    role: Mapped[Role] = mapped_column(Code(Role))
    operation: Mapped[str] = mapped_column(String(80))
    classes: Mapped[list[str]] = mapped_column(JSON)
    purpose: Mapped[str | None] = mapped_column(String(200))
