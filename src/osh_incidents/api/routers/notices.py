"""Notices to the bodies that must be told of a case."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import notices as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.deliveries import Delivery
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    InvalidFields,
    NotFound,
)
from osh_incidents.services import notices

router = Router(prefix="/api/v1", tags=["notices"])

# The permission of each action stands beside it; this one only opens the door.
Reader = Annotated[Actor, holding(Permission.CASES_READ)]
Recorder = Annotated[Actor, holding(Permission.NOTICES_RECORD)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


@router.get(
    "/notices",
    operation_id="list_notices",
    summary="Các thông báo phải gửi / The notices to be given",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_notices(
    request: Request,
    response: Response,
    actor: Recorder,
    uow: Uow,
    delivery: Delivery | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.NoticePageOut:
    """Return one page of the notices of all cases, the oldest first."""
    page = uow.notices.page(delivery, actor, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [published.notice(found, actor) for found in page.rows]
    return published.NoticePageOut(items=items, next=following)


@router.post(
    "/cases/{case_id}/recipients/{recipient_id}/actions",
    operation_id="act_on_notice",
    dependencies=[CHANGE],
    summary="Ghi việc thông báo / Take an action on the notice to a body",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, ChangedMeanwhile, InvalidFields
    ),
)
def act_on_notice(
    case_id: UUID,
    recipient_id: UUID,
    body: published.NoticeActionIn,
    actor: Reader,
    uow: Uow,
    now: Now,
) -> published.NoticeOut:
    """Record how a body was told or why not, try again, or acknowledge as that body."""
    at = notices.NoticeAddress(case_id, recipient_id)
    return published.notice(notices.act(uow, actor, at, body.move(), now=now), actor)
