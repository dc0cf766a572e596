"""Webhooks of other systems, and what was sent to each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.webhooks import Sending, WebhookKind
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id
from osh_incidents.persistence.sealed import Sealed


class WebhookRow(AuthorityBase):
    """Where a system of an organisation is told; up to *position* everything was handed out.

    It is told what the account may see. Until *former_until* the secret of before signs too.
    """

    __tablename__ = "webhook"
    __table_args__ = (closed("kind", *WebhookKind), Index(None, "organisation_id", "id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[WebhookKind] = mapped_column(Code(WebhookKind))
    url: Mapped[str] = mapped_column(String(500))
    types: Mapped[list[str]] = mapped_column(JSON)
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    position: Mapped[int] = mapped_column(BigInteger)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    former_secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    former_until: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    """Of what its organisation decided on it; how far it has been told is none of that."""

    secret = Sealed[str]()
    former_secret = Sealed[str | None]()


class WebhookDeliveryRow(AuthorityBase):
    """An event on its way to a webhook: tried again until it is taken or given up.

    *position* is that of the change; a notice has none, and the id of its recipient as event.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        closed("state", *Sending),
        UniqueConstraint("webhook_id", "event_id"),
        Index(None, "webhook_id", "state", "next_attempt_at"),
        Index(None, "webhook_id", "subject_id", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("authority.webhook.id"))
    event_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    position: Mapped[int | None] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(100))
    state: Mapped[Sending] = mapped_column(Code(Sending))
    attempts: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_attempt_at: Mapped[datetime | None] = mapped_column(Moment)
    next_attempt_at: Mapped[datetime | None] = mapped_column(Moment)
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    last_status: Mapped[int | None]
    last_error: Mapped[str | None] = mapped_column(String(300))
