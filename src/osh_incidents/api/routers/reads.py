"""Who was shown personal and health data."""

from datetime import UTC
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import AwareDatetime

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import reads as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NotFound
from osh_incidents.persistence.repositories.reads import ReadQuery

router = Router(prefix="/api/v1", tags=["reads"])

Auditor = Annotated[Actor, holding(Permission.READS_READ)]
At = Annotated[str | None, Query(max_length=200, alias="cursor")]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


@router.get(
    "/cases/{case_id}/reads",
    operation_id="list_reads_of_case",
    summary="Ai đã đọc vụ này / Who read a case",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_reads_of_case(
    case_id: UUID,
    request: Request,
    response: Response,
    actor: Auditor,
    uow: Uow,
    cursor: At = None,
    limit: Limit = 50,
) -> published.ReadPageOut:
    """Return who was shown personal or health data of a case, by which operation and what for."""
    case = uow.cases.get(case_id, actor)
    page = uow.reads.page(ReadQuery(case_id=case.id), paging.decode(cursor), limit)
    return published.ReadPageOut(
        items=[published.ReadOut.model_validate(row) for row in page.rows],
        next=paging.following(request, response, page.next),
    )


@router.get(
    "/reads",
    operation_id="list_reads",
    summary="Một tài khoản đã đọc những gì / What an account has read",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_reads(
    request: Request,
    response: Response,
    _: Auditor,
    uow: Uow,
    account_id: UUID,
    since: AwareDatetime | None = None,
    until: Annotated[AwareDatetime | None, Query(description="the first moment left out")] = None,
    cursor: At = None,
    limit: Limit = 50,
) -> published.ReadPageOut:
    """Return what an account was shown: the extent of a breach, if its secret was lost."""
    query = ReadQuery(
        account_id=account_id,
        since=since and since.astimezone(UTC),
        until=until and until.astimezone(UTC),
    )
    page = uow.reads.page(query, paging.decode(cursor), limit)
    return published.ReadPageOut(
        items=[published.ReadOut.model_validate(row) for row in page.rows],
        next=paging.following(request, response, page.next),
    )
