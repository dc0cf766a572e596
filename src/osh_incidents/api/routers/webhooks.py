"""Webhooks of an organisation: entered, ended, and what was sent to each."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import webhooks as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    GuardsUnmet,
    InvalidFields,
    NotFound,
)
from osh_incidents.domain.webhooks import Sending
from osh_incidents.services import webhooks
from osh_incidents.services.moves import By

router = Router(prefix="/api/v1/webhooks", tags=["webhooks"])

Manager = Annotated[Actor, holding(Permission.WEBHOOKS_MANAGE)]
_REFUSALS = problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields)


@router.get(
    "",
    operation_id="list_webhooks",
    summary="Các địa chỉ nhận tin / The webhooks",
    responses=problems.responses(*problems.COMMON),
)
def list_webhooks(actor: Manager, uow: Uow) -> published.WebhooksOut:
    """Return all webhooks of the caller's organisation."""
    rows = uow.webhooks.of(actor)
    items = [published.WebhookOut.model_validate(row) for row in rows]
    return published.WebhooksOut(items=items)


@router.post(
    "",
    status_code=201,
    operation_id="register_webhook",
    summary="Đăng ký địa chỉ nhận tin / Register a webhook",
    responses=problems.responses(*problems.COMMON, GuardsUnmet, ChangedMeanwhile, InvalidFields),
)
def register_webhook(
    body: published.WebhookIn, actor: Manager, uow: Uow, now: Now
) -> published.NewWebhookOut:
    """Tell an address of what comes from now on and the caller's account may see.

    The secret by which messages are signed is shown this once.
    """
    row, secret = webhooks.register(uow, By(actor, now), body.new())
    return published.NewWebhookOut.of(row, secret)


@router.get(
    "/{webhook_id}",
    operation_id="get_webhook",
    summary="Một địa chỉ nhận tin / A webhook",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_webhook(webhook_id: UUID, actor: Manager, uow: Uow) -> published.WebhookOut:
    """Return a webhook of the caller's organisation."""
    row = uow.webhooks.get(webhook_id, actor)
    uow.one = row
    return published.WebhookOut.model_validate(row)


@router.delete(
    "/{webhook_id}",
    status_code=204,
    operation_id="end_webhook",
    dependencies=[CHANGE],
    summary="Bỏ địa chỉ nhận tin / End a webhook",
    responses=_REFUSALS,
)
def end_webhook(webhook_id: UUID, actor: Manager, uow: Uow, now: Now) -> None:
    """Send nothing more to a webhook, not even what is waiting."""
    webhooks.end(uow, By(actor, now), webhook_id)


@router.post(
    "/{webhook_id}/secrets",
    status_code=201,
    operation_id="rotate_webhook_secret",
    dependencies=[CHANGE],
    summary="Đổi khóa ký / Make a new secret",
    responses=_REFUSALS,
)
def rotate_webhook_secret(
    webhook_id: UUID, actor: Manager, uow: Uow, now: Now
) -> published.NewWebhookOut:
    """Sign by a new secret, and for 24 hours by that of before too; only the last two sign."""
    row, secret = webhooks.rotate(uow, By(actor, now), webhook_id)
    return published.NewWebhookOut.of(row, secret)


@router.get(
    "/{webhook_id}/deliveries",
    operation_id="list_webhook_deliveries",
    summary="Các lần gửi / The deliveries to a webhook",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_webhook_deliveries(
    request: Request,
    response: Response,
    webhook_id: UUID,
    actor: Manager,
    uow: Uow,
    state: Sending | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="rows of a page")] = 50,
) -> published.WebhookDeliveryPageOut:
    """Return one page of what was or is to be sent to a webhook, the last made first."""
    row = uow.webhooks.get(webhook_id, actor)
    page = uow.webhooks.deliveries(row.id, state, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [published.WebhookDeliveryOut.of(found) for found in page.rows]
    return published.WebhookDeliveryPageOut(items=items, next=following)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/redeliver",
    operation_id="redeliver",
    summary="Gửi lại / Deliver again",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, ChangedMeanwhile, InvalidFields
    ),
)
def redeliver(
    webhook_id: UUID, delivery_id: UUID, actor: Manager, uow: Uow, now: Now
) -> published.WebhookDeliveryOut:
    """Make a delivery again that was given up or that was taken; its id stays the same."""
    row = webhooks.redeliver(uow, actor, (webhook_id, delivery_id), now)
    return published.WebhookDeliveryOut.of(row)
