"""Releases: figures that were frozen and published, and never change."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.questions import question
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import releases as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    FieldFault,
    GuardsUnmet,
    InvalidFields,
    NoRuleInForce,
    NotFound,
)
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Text
from osh_incidents.domain.releases import ReleaseState
from osh_incidents.persistence.repositories.releases import ReleaseQuery
from osh_incidents.services import releases
from osh_incidents.services.moves import By
from osh_incidents.services.release_content import Notes

router = Router(prefix="/api/v1/releases", tags=["releases"])

Reader = Annotated[Actor, holding(Permission.INDICATORS_READ)]
Preparer = Annotated[Actor, holding(Permission.RELEASES_PREPARE)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


@router.post(
    "",
    status_code=201,
    operation_id="prepare_release",
    summary="Lập bản số liệu để công bố / Prepare a release",
    responses=problems.responses(*problems.COMMON, ChangedMeanwhile, InvalidFields, NoRuleInForce),
)
def prepare_release(
    body: published.NewReleaseIn,
    request: Request,
    response: Response,
    actor: Preparer,
    uow: Uow,
    now: Now,
) -> published.ReleaseOut:
    """Compute a figure and freeze it as a draft, with everything it was computed from."""
    if body.indicator not in INDICATORS:
        raise InvalidFields(errors=[FieldFault("/indicator", "not_in_list", _UNKNOWN)])
    asked = question(
        now,
        first=body.first,
        last=body.last,
        by=",".join(body.by),
        area=body.area,
        sector=body.sector,
        relation=body.relation,
        sex=body.sex,
        severity=body.severity,
        owner_type=body.owner_type,
        zone=body.zone,
        boundary=body.boundary,
        basis=body.basis,
        as_known_at=body.as_known_at,
    )
    notes = Notes(body.audience, body.note, body.revision_note)
    new = releases.NewRelease(INDICATORS[body.indicator], asked, notes)
    row = releases.prepare(uow, By(actor, now), new)
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    return published.whole(row, actor)


@router.get(
    "",
    operation_id="list_releases",
    summary="Danh sách các bản số liệu / List releases",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_releases(
    request: Request,
    response: Response,
    actor: Reader,
    uow: Uow,
    indicator: Annotated[str | None, Query(max_length=60)] = None,
    state: ReleaseState | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.ReleasePageOut:
    """Return one page, the last changed first; drafts only to those who prepare releases."""
    asked = ReleaseQuery(
        actor.may(Permission.RELEASES_PREPARE),
        actor.may(Permission.INDICATORS_CASES),
        indicator,
        state,
        paging.decode(cursor),
    )
    page = uow.releases.page(asked, limit)
    following = paging.following(request, response, page.next)
    items = [published.ReleaseSummaryOut.model_validate(row) for row in page.rows]
    return published.ReleasePageOut(items=items, next=following)


@router.get(
    "/{release_id}",
    operation_id="get_release",
    summary="Xem bản số liệu / Read a release",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_release(release_id: UUID, actor: Reader, uow: Uow, now: Now) -> published.ReleaseOut:
    """Return what was frozen, byte for byte the same each time, with the hash to verify it by."""
    row = releases.get(uow, By(actor, now), release_id)
    uow.one = row
    return published.whole(row, actor)


@router.post(
    "/{release_id}/actions",
    operation_id="act_on_release",
    dependencies=[CHANGE],
    summary="Soát xét, công bố, rút / Review, publish or withdraw a release",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, GuardsUnmet, ChangedMeanwhile, InvalidFields
    ),
)
def act_on_release(
    release_id: UUID,
    body: published.ReleaseActionIn,
    actor: Preparer,
    uow: Uow,
    now: Now,
) -> published.ReleaseOut:
    """Review it, publish what another person computed, or withdraw it before publication."""
    row = releases.act(uow, By(actor, now), release_id, body.move())
    return published.whole(row, actor)


@router.get(
    "/{release_id}/lineage",
    operation_id="list_release_lineage",
    summary="Dữ kiện đứng sau con số đã công bố / The facts behind a published number",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_release_lineage(
    request: Request,
    release_id: UUID,
    actor: Annotated[Actor, holding(Permission.INDICATORS_CASES)],
    uow: Uow,
    now: Now,
    count: Annotated[
        str | None,
        Query(max_length=60, description="default: the headline's numerator"),
    ] = None,
    after: UUID | None = None,
    limit: Limit = 50,
) -> published.LineageOut:
    """List the versions of facts behind a count of the whole time, as they were counted."""
    row = releases.get(uow, By(actor, now), release_id)
    content = published.whole(row, actor).content
    counted = count or content["definition"]["headline"]["numerator"]
    if counted not in content["lineage"]:
        raise InvalidFields(errors=[FieldFault("/count", "not_in_list", _NOT_OF_IT)])
    rows = releases.lineage(uow, row, counted, after, limit + 1)
    following = None
    if len(rows) > limit:
        following = paging.address(request, after=str(rows[limit - 1].fact_id))
    return published.LineageOut(
        release_id=row.id,
        count=counted,
        **(content["lineage"][counted] or {}),
        items=[published.lineage_item(one) for one in rows[:limit]],
        next=following,
    )


_UNKNOWN = Text("Không có chỉ tiêu này.", "There is no such indicator.")
_NOT_OF_IT = Text("Bản số liệu này không đếm mục này.", "This release does not count that.")
