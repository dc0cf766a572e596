"""The work list: which clocks run, are over, were met or missed, and who owes what."""

from typing import Annotated

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.work import WorkPageOut, work
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.domain.holders import Holder
from osh_incidents.domain.labels import Labelled
from osh_incidents.persistence.repositories.clocks import ClockQuery
from osh_incidents.services import reads

router = Router(prefix="/api/v1/clocks", tags=["clocks"])


class WorkStatus(Labelled):
    """How a clock stands towards the work it measures."""

    DUE = "due", "còn hạn", "due"
    OVERDUE = "overdue", "quá hạn, chưa làm", "overdue"
    PAUSED = "paused", "tạm dừng", "paused"
    MET = "met", "đúng hạn", "met"
    MISSED = "missed", "đã làm, quá hạn", "missed"


_KEPT_AS = {
    WorkStatus.DUE: ClockStatus.RUNNING,
    WorkStatus.OVERDUE: ClockStatus.RUNNING,
    WorkStatus.PAUSED: ClockStatus.PAUSED,
    WorkStatus.MET: ClockStatus.MET,
    WorkStatus.MISSED: ClockStatus.MISSED,
}


@router.get(
    "",
    operation_id="list_clocks",
    summary="Việc đến hạn / The work list",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_clocks(
    request: Request,
    response: Response,
    actor: Annotated[Actor, holding(Permission.CASES_READ)],
    uow: Uow,
    now: Now,
    status: WorkStatus | None = None,
    duty: ClockDuty | None = None,
    holder: Holder | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="rows of a page")] = 50,
) -> WorkPageOut:
    """Return the clocks of the cases the caller may see, first due first.

    Each tells what is due, who owes it, since when and why, and the rule it follows from. Clocks
    that no longer apply are listed only without a status.
    """
    query = ClockQuery(
        status=None if status is None else _KEPT_AS[status],
        overdue_at=now if status is WorkStatus.OVERDUE else None,
        due_after=now if status is WorkStatus.DUE else None,
        duty=duty,
        holder=holder,
    )
    page = uow.clocks.page(query, actor, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [work(found, actor, now) for found in page.rows]
    for item in items:
        if item.person is not None:
            reads.show(uow, actor, item.case_id, FieldClass.PERSONAL)
    return WorkPageOut(items=items, next=following)
