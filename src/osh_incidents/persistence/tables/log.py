"""The append-only log of actions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.authority import Role
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ActionRow(AuthorityBase):
    """Who did what to a case, when and why; each row carries the hash of the one before.

    *facts* are the new values of every fact that the action changed, by the victim, and null for a
    victim who was withdrawn; *facts_sha256* stays when they have to be erased.
    """

    __tablename__ = "action"
    __table_args__ = (
        closed("role", *Role),
        UniqueConstraint("case_id", "seq"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.claim.id"))
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    role: Mapped[Role] = mapped_column(Code(Role))
    track: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    source: Mapped[str | None] = mapped_column(String(40))
    target: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(String(2000))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    facts_sha256: Mapped[str | None] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
