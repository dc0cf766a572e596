"""Organisations and where they are competent."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import accounts as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import ChangedMeanwhile, InvalidFields, NotFound
from osh_incidents.services import accounts
from osh_incidents.services.account_log import By

router = Router(prefix="/api/v1/organisations", tags=["accounts"])

Administrator = Annotated[Actor, holding(Permission.ACCOUNTS_MANAGE)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


@router.get(
    "",
    operation_id="list_organisations",
    summary="Danh sách đơn vị / List organisations",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_organisations(
    request: Request,
    response: Response,
    actor: Administrator,
    uow: Uow,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.OrganisationPageOut:
    """Return one page of the organisations of this authority, last entered first."""
    page = uow.accounts.organisations(actor.authority, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [published.OrganisationOut.model_validate(row) for row in page.rows]
    return published.OrganisationPageOut(items=items, next=following)


@router.post(
    "",
    status_code=201,
    operation_id="enter_organisation",
    summary="Nhập đơn vị / Enter an organisation",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def enter_organisation(
    body: published.OrganisationIn,
    request: Request,
    response: Response,
    actor: Administrator,
    uow: Uow,
    now: Now,
) -> published.OrganisationOut:
    """Enter an organisation of this authority with where it is competent."""
    new = accounts.NewOrganisation(actor.authority, body.name, body.tax_code)
    row = accounts.add_organisation(uow, new, now, By(actor, now))
    if body.areas or body.zone_codes:
        areas = [*_competence(body.areas)]
        accounts.set_competence(uow, row, areas, body.zone_codes, By(actor, now))
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    return published.OrganisationOut.model_validate(row)


@router.get(
    "/{organisation_id}",
    operation_id="get_organisation",
    summary="Xem đơn vị / Read an organisation",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_organisation(
    organisation_id: UUID, actor: Administrator, uow: Uow
) -> published.OrganisationOut:
    """Return an organisation."""
    row = uow.accounts.organisation(organisation_id, actor.authority)
    uow.one = row
    return published.OrganisationOut.model_validate(row)


@router.put(
    "/{organisation_id}/competence",
    operation_id="set_competence",
    summary="Đặt địa bàn, khu kinh tế / Set areas and zones",
    responses=problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields),
    dependencies=[CHANGE],
)
def set_competence(
    organisation_id: UUID,
    body: published.CompetenceSetIn,
    actor: Administrator,
    uow: Uow,
    now: Now,
) -> published.OrganisationOut:
    """Set all areas with their days and all zones; its accounts act there from the next request."""
    row = uow.accounts.claim_organisation(organisation_id, actor.authority)
    uow.change(row)
    areas = [*_competence(body.areas)]
    accounts.set_competence(uow, row, areas, body.zone_codes, By(actor, now))
    uow.one = row
    return published.OrganisationOut.model_validate(row)


def _competence(areas: Iterable[published.CompetenceIn]) -> Iterable[accounts.Competence]:
    return (accounts.Competence(area.area_code, area.since, area.until) for area in areas)
