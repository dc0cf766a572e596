"""Webhooks: where a system of an organisation is told of what its account may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.adapters.webhook_signing import new_webhook_secret
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import ActionNotAllowed, FieldFault, GuardsUnmet
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.webhooks import MOST_WEBHOOKS, OVERLAP, Sending, WebhookKind
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow, WebhookRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.moves import By

_SUBJECT = Text("lần gửi", "the delivery")


class DeliveryAction(Labelled):
    """What is done with a delivery, in the imperative."""

    REDELIVER = "redeliver", "gửi lại", "deliver again"


AGAIN = (Sending.DEAD, Sending.DELIVERED)
"""From which states a delivery is made again; the others are tried anyway, or may not be."""


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """Where, and of what; *types* narrows changes, none of them means all."""

    url: str
    kind: WebhookKind = WebhookKind.CHANGES
    types: tuple[str, ...] = ()


def register(uow: UnitOfWork, by: By, new: NewWebhook) -> tuple[WebhookRow, str]:
    """Enter a webhook that is told what comes from now on; return it with its secret.

    Raises:
        GuardsUnmet: the organisation has as many as it may have.
    """
    if len(uow.webhooks.of(by.actor)) >= MOST_WEBHOOKS:
        raise GuardsUnmet(errors=[_TOO_MANY])
    row = WebhookRow(
        id=new_id(),
        kind=new.kind,
        url=new.url,
        types=list(new.types),
        account_id=by.actor.account_id,
        organisation_id=by.actor.organisation_id,
        created_at=by.now,
        position=uow.feed.head(),
    )
    secret = new_webhook_secret()
    row.secret = secret
    uow.holds_secret = True
    uow.add(row)
    uow.flush()
    return row, secret


def rotate(uow: UnitOfWork, by: By, webhook_id: UUID) -> tuple[WebhookRow, str]:
    """Make a new secret; that of before signs beside it for a day.

    Raises:
        NotFound: the organisation has no such webhook.
        ChangedSince: it is not in the version on which that was decided.
    """
    row = uow.webhooks.hold(webhook_id, by.actor)
    uow.change(row)
    uow.holds_secret = True
    row.version += 1
    row.former_secret, row.former_until = row.secret, by.now + OVERLAP
    secret = new_webhook_secret()
    row.secret = secret
    uow.flush()
    return row, secret


def secrets_of(row: WebhookRow, now: datetime) -> list[str]:
    """Return the secrets by which a message to *row* is signed now."""
    found = [row.secret]
    if row.former_secret is not None and row.former_until is not None and now < row.former_until:
        found.append(row.former_secret)
    return found


def end(uow: UnitOfWork, by: By, webhook_id: UUID) -> None:
    """Send nothing more to a webhook, not even what is on its way.

    Raises:
        NotFound: the organisation has no such webhook.
        ChangedSince: it is not in the version on which that was decided.
    """
    row = uow.webhooks.hold(webhook_id, by.actor)
    uow.change(row)
    row.ended_at, row.version = by.now, row.version + 1


def redeliver(
    uow: UnitOfWork, actor: Actor, at: tuple[UUID, UUID], now: datetime
) -> WebhookDeliveryRow:
    """Make a delivery again, as if it were new; *at* is its webhook and itself.

    Raises:
        NotFound: the organisation has no such webhook, or it no such delivery.
        ActionNotAllowed: it is still being tried, or was withheld.
    """
    webhook = uow.webhooks.get(at[0], actor)
    row = uow.webhooks.claim_delivery(webhook.id, at[1])
    if row.state not in AGAIN or row.position is None:
        raise ActionNotAllowed.told(_SUBJECT, row.state, DeliveryAction.REDELIVER, ())
    row.state, row.attempts, row.next_attempt_at = Sending.PENDING, 0, now
    row.delivered_at = row.last_status = row.last_error = None
    return row


_TOO_MANY = FieldFault(
    "",
    "too_many_webhooks",
    Text(
        "Mỗi đơn vị có nhiều nhất {most} địa chỉ nhận tin.",
        "An organisation has {most} webhooks at most.",
    ).within(most=MOST_WEBHOOKS),
)
