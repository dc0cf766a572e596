"""The units of employers."""

from typing import Annotated

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.types import TaxCode
from osh_incidents.api.schemas.workplaces import WorkplacePageOut, WorkplaceUnitIn, WorkplaceUnitOut
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import ChangedMeanwhile, InvalidFields
from osh_incidents.domain.imports import RowOutcome
from osh_incidents.services import workplaces

router = Router(prefix="/api/v1/workplaces", tags=["workplaces"])


@router.get(
    "",
    operation_id="list_workplaces",
    summary="Danh sách cơ sở / List workplaces",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_workplaces(
    request: Request,
    response: Response,
    actor: Annotated[Actor, holding(Permission.WORKPLACES_READ)],
    uow: Uow,
    tax_code: TaxCode | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="rows of a page")] = 50,
) -> WorkplacePageOut:
    """Return one page of the units: an employer's own, or all of them."""
    page = uow.workplaces.page(actor, tax_code, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [WorkplaceUnitOut.model_validate(row) for row in page.rows]
    return WorkplacePageOut(items=items, next=following)


@router.post(
    "",
    status_code=201,
    operation_id="put_workplace",
    summary="Ghi cơ sở / Enter a workplace",
    responses={
        200: {"model": WorkplaceUnitOut, "description": "It was known; this is what is known now"},
        **problems.responses(*problems.COMMON, InvalidFields, ChangedMeanwhile),
    },
)
def put_workplace(
    body: WorkplaceUnitIn,
    response: Response,
    actor: Annotated[Actor, holding(Permission.WORKPLACES_WRITE)],
    uow: Uow,
    now: Now,
) -> WorkplaceUnitOut:
    """Enter a unit, or change what is known of the one with this tax code and area."""
    row, outcome = workplaces.put(uow, actor, body.workplace(), now)
    if outcome is not RowOutcome.ACCEPTED:
        response.status_code = 200
    return WorkplaceUnitOut.model_validate(row)
