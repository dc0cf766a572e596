"""Reading cases, their log, and what may be done with them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from osh_incidents.api import paging, problems, views
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import answers, case_lists, cases, victims
from osh_incidents.api.schemas.duties import DutiesOut, duty
from osh_incidents.api.schemas.types import AreaCode, Line
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NotFound
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.repositories.case_lists import CaseQuery
from osh_incidents.services import cases as case_reading
from osh_incidents.services import duties, reads
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of

router = Router(prefix="/api/v1/cases", tags=["cases"])

Reader = Annotated[Actor, holding(Permission.CASES_READ)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


class ClockFilter(Labelled):
    """Cases by their running clocks."""

    OVERDUE = "overdue", "quá hạn", "overdue"
    DUE = "due", "còn hạn", "due"


async def case_query(
    now: Now,
    kind: CaseKind | None = None,
    severity: Severity | None = None,
    area: Annotated[AreaCode | None, Query(description="unit of today")] = None,
    occurred_from: date | None = None,
    occurred_to: date | None = None,
    registration: State | None = None,
    investigation: State | None = None,
    disease: State | None = None,
    handling: State | None = None,
    clock: ClockFilter | None = None,
    text: Annotated[Line | None, Query(description="employer, tax code, place")] = None,
) -> CaseQuery:
    """Return by what the list is narrowed; `async`, since there is nothing to wait for."""
    return CaseQuery(
        kind,
        severity,
        area,
        occurred_from,
        occurred_to,
        registration,
        investigation,
        disease,
        handling,
        overdue_at=now if clock is ClockFilter.OVERDUE else None,
        due_after=now if clock is ClockFilter.DUE else None,
        text=text,
    )


@router.get(
    "",
    operation_id="list_cases",
    summary="Danh sách vụ / List cases",
    response_model=case_lists.CasePageOut,
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_cases(
    request: Request,
    actor: Reader,
    uow: Uow,
    now: Now,
    query: Annotated[CaseQuery, Depends(case_query)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> Response:
    """Return one page of the cases the caller may see, last declared first."""
    page = uow.cases.page(query, actor, paging.decode(cursor), limit)
    following = paging.further(request, page.next)
    content = case_lists.written(page.rows, following, now)
    return Response(content, media_type="application/json", headers=paging.linked(following))


@router.get(
    "/{case_id}",
    operation_id="get_case",
    summary="Xem vụ / Read a case",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_case(case_id: UUID, actor: Reader, uow: Uow, now: Now) -> cases.CaseOut:
    """Return a case; each derived value names the rule it follows from."""
    return views.case(uow, actor, views.known(uow, actor, case_id), now)


@router.get(
    "/{case_id}/actions",
    operation_id="list_actions",
    summary="Nhật ký của vụ / The log of a case",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_actions(
    case_id: UUID,
    request: Request,
    actor: Reader,
    uow: Uow,
    after: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0,
    limit: Limit = 50,
) -> answers.ActionPageOut:
    """Return the log of a case, oldest first."""
    views.known(uow, actor, case_id)
    rows = uow.log.page(case_id, after, limit + 1)
    following = paging.address(request, after=rows[limit - 1].seq) if len(rows) > limit else None
    items = [answers.ActionOut.of(row, actor) for row in rows[:limit]]
    return answers.ActionPageOut(items=items, next=following)


@router.get(
    "/{case_id}/available-actions",
    operation_id="list_available_actions",
    summary="Việc làm được / What may be done now",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_available_actions(
    case_id: UUID, actor: Reader, uow: Uow, now: Now
) -> cases.AvailableActionsOut:
    """Return the actions that the caller may take now, each with where to post it."""
    case = views.known(uow, actor, case_id)
    found = case_reading.available_actions(uow, case, By(actor, now))
    return cases.AvailableActionsOut(
        items=[cases.AvailableActionOut.of(case, action) for action in found]
    )


@router.get(
    "/{case_id}/duties",
    operation_id="list_duties",
    summary="Ai phải làm gì, trước khi nào / Who owes what by when",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_duties(case_id: UUID, actor: Reader, uow: Uow, now: Now) -> DutiesOut:
    """Return who owes what to whom by when, on which form, and what missing it may cost."""
    case = views.known(uow, actor, case_id)
    found = case_reading.classification(uow, case)
    owed = duties.of_case(case, found, law_of(uow), now)
    return DutiesOut(items=[duty(one) for one in owed])


@router.get(
    "/{case_id}/victims",
    operation_id="list_victims",
    summary="Người bị nạn / The victims of a case",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_victims(case_id: UUID, actor: Reader, uow: Uow) -> victims.VictimsOut:
    """Return the victims of a case, masked by what the caller may see."""
    case = views.known(uow, actor, case_id)
    reads.show(uow, actor, case.id)
    return victims.VictimsOut(
        items=[victims.victim(row, actor, uow.sealer) for row in case_reading.victims(case)]
    )
