"""What administrators added to the law at run time: who proposed it, who decided, and why."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.amendments import AmendmentState
from osh_incidents.domain.law.model import Mark
from osh_incidents.persistence.base import Code, CommonBase, Moment, closed, new_id


class AmendmentRow(CommonBase):
    """One version of a provision, in force once a second administrator approved it."""

    __tablename__ = "amendment"
    __table_args__ = (
        closed("mark", *Mark),
        closed("state", *AmendmentState),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="two_people"),
        Index(None, "rule", "since"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    rule: Mapped[str] = mapped_column(String(60))
    since: Mapped[date]
    value: Mapped[Any] = mapped_column(JSON)
    instrument: Mapped[str] = mapped_column(String(300))
    article: Mapped[str] = mapped_column(String(300))
    mark: Mapped[Mark] = mapped_column(Code(Mark))
    verified_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(2000))
    state: Mapped[AmendmentState] = mapped_column(Code(AmendmentState))
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_reason: Mapped[str | None] = mapped_column(String(2000))

    @property
    def version(self) -> int:
        """Return 1 until it is decided, then 2."""
        return 1 if self.decided_at is None else 2
