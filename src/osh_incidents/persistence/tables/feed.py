"""The feed of changes: the outbox of the writers, the feed itself, and where it ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.feed import Subject
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class OutboxRow(AuthorityBase):
    """A change as its writer stores it; it has no position before the writer has committed."""

    __tablename__ = "outbox"
    __table_args__ = (closed("subject", *Subject), Index(None, "subject_id", "number"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(Moment)
    subject: Mapped[Subject] = mapped_column(Code(Subject))
    subject_id: Mapped[UUID]
    number: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    state: Mapped[str | None] = mapped_column(String(40))


class ChangeRow(AuthorityBase):
    """A change in its place in the feed; never updated. Positions have no gaps."""

    __tablename__ = "change"
    __table_args__ = (
        closed("subject", *Subject),
        UniqueConstraint("id"),
        UniqueConstraint("subject_id", "number"),
    )

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(Moment)
    subject: Mapped[Subject] = mapped_column(Code(Subject))
    subject_id: Mapped[UUID]
    number: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    state: Mapped[str | None] = mapped_column(String(40))


class FeedHeadRow(AuthorityBase):
    """The last position that was given; whoever gives the next one holds its lock."""

    __tablename__ = "feed_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
