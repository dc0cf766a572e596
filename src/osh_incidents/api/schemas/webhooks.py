"""Webhooks and their deliveries."""

from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.webhooks import Sending, WebhookKind
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow, WebhookRow
from osh_incidents.services.webhooks import NewWebhook


def _address(value: str) -> str:
    """Return *value* if it can be posted to, and names nobody."""
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError as error:
        raise PydanticCustomError("address", "not an address") from error
    if not named or parts.username or parts.password or parts.fragment:
        raise PydanticCustomError("address", "not an address")
    return value


Address = Annotated[
    str,
    StringConstraints(strict=True, max_length=500, pattern=r"^https?://[!-~]+$"),
    AfterValidator(_address),
]
EventType = Annotated[
    str,
    StringConstraints(
        strict=True,
        max_length=100,
        pattern=r"^osh\.(case|release|signal)(\.[a-z_]{1,40}){0,2}$",
    ),
]


class WebhookIn(In):
    """Where to tell of what."""

    url: Address = Field(description="http:// or https://, 500 characters at most")
    kind: WebhookKind = WebhookKind.CHANGES
    types: list[EventType] = Field(
        default_factory=list, max_length=20, description="types of changes; none for all"
    )

    def new(self) -> NewWebhook:
        """Return what is asked for."""
        return NewWebhook(self.url, self.kind, tuple(self.types))


class WebhookOut(Out):
    """A webhook of the organisation."""

    id: UUID
    kind: WebhookKind
    url: str
    types: list[str]
    account_id: UUID
    created_at: Moment
    former_until: Moment | None = Field(
        description="until when the secret of before signs beside the present one"
    )


class NewWebhookOut(WebhookOut):
    """A webhook with its secret, which is shown this once."""

    secret: str = Field(description="by which messages are signed (Standard Webhooks)")

    @classmethod
    def of(cls, row: WebhookRow, secret: str) -> Self:
        """Return *row* with *secret*."""
        shown: dict[str, Any] = WebhookOut.model_validate(row).model_dump()
        return cls(**shown, secret=secret)


class WebhooksOut(Out):
    """All webhooks of the organisation, the oldest first."""

    items: list[WebhookOut]


class WebhookDeliveryOut(Out):
    """An event on its way to a webhook."""

    id: UUID
    event_id: UUID = Field(description="`id` of the event and `webhook-id` of the message")
    subject_id: UUID
    type: str
    state: Sending
    attempts: int
    created_at: Moment
    last_attempt_at: Moment | None
    next_attempt_at: Moment | None
    delivered_at: Moment | None
    last_status: int | None = Field(description="status of the last answer, if there was one")
    last_error: str | None

    @classmethod
    def of(cls, row: WebhookDeliveryRow) -> Self:
        """Return *row* as it is published."""
        return cls.model_validate(row)


class WebhookDeliveryPageOut(Out):
    """A page of deliveries, the last made first; `next` is the address of the next one."""

    items: list[WebhookDeliveryOut]
    next: str | None
