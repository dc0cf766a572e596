"""The units of the territory as they were on a day, and who is competent in them."""

from typing import Annotated

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import areas as published
from osh_incidents.api.schemas.types import AreaCode, Day, Line
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce, NotFound
from osh_incidents.domain.territory import Boundary
from osh_incidents.services import reference

router = Router(prefix="/api/v1/areas", tags=["areas"])

Reader = Annotated[Actor, holding(Permission.RULES_READ)]
On = Annotated[Day | None, Query(description="as the units were on that day; today if left out")]


@router.get(
    "",
    operation_id="list_areas",
    summary="Các đơn vị hành chính / Units of the territory",
    responses=problems.responses(*problems.COMMON, InvalidFields, NoRuleInForce),
)
def list_areas(
    request: Request,
    response: Response,
    _actor: Reader,
    uow: Uow,
    now: Now,
    on: On = None,
    text: Annotated[Line | None, Query(description="part of the name, accents ignored")] = None,
    boundary: Boundary | None = None,
    after: Annotated[AreaCode | None, Query(description="only codes after this one")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="rows of a page")] = 100,
) -> published.AreaPageOut:
    """Return one page of the units in being on a day, by code."""
    query = reference.AreaQuery(on or local_day(now), text, boundary, after)
    found = reference.areas(uow, query)
    following = None
    if len(found) > limit:
        following = paging.address(request, after=found[limit - 1][0].code)
        response.headers["Link"] = f'<{following}>; rel="next"'
    return published.AreaPageOut(
        items=[published.summary(*one) for one in found[:limit]], next=following
    )


@router.get(
    "/{code}",
    operation_id="get_area",
    summary="Một đơn vị hành chính / One unit",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields, NoRuleInForce),
)
def get_area(
    code: AreaCode, _actor: Reader, uow: Uow, now: Now, on: On = None
) -> published.AreaOut:
    """Return a unit on a day: competent bodies with their rule, predecessors, successors."""
    day = on or local_day(now)
    return published.whole(reference.describe(uow, code, day), day)
