"""The denominators of the figures."""

from typing import Annotated

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.workforce import WorkersOut, WorkforceIn, WorkforceOut
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import ChangedMeanwhile, InvalidFields
from osh_incidents.services import workforce

router = Router(prefix="/api/v1/workforce", tags=["workforce"])


@router.get(
    "",
    operation_id="list_workforce",
    summary="Số lao động / The numbers of workers",
    responses=problems.responses(*problems.COMMON),
)
def list_workforce(
    actor: Annotated[Actor, holding(Permission.WORKFORCE_READ)], uow: Uow
) -> WorkforceOut:
    """Return the numbers in force now, with their sources."""
    uow.one = uow.workforce.state()
    rows = uow.workforce.all_current()
    return WorkforceOut(items=[WorkersOut.model_validate(row) for row in rows])


@router.put(
    "",
    operation_id="put_workforce",
    dependencies=[CHANGE],
    summary="Ghi số lao động / Write numbers of workers",
    responses=problems.responses(*problems.COMMON, InvalidFields, ChangedMeanwhile),
)
def put_workforce(
    body: WorkforceIn,
    actor: Annotated[Actor, holding(Permission.WORKFORCE_WRITE)],
    uow: Uow,
    now: Now,
) -> WorkforceOut:
    """Keep numbers from now on; earlier ones stay known for figures as of earlier moments."""
    numbers = [workforce.Workers(**dict(number)) for number in body.numbers]
    rows = workforce.put(uow, numbers, now)
    return WorkforceOut(items=[WorkersOut.model_validate(row) for row in rows])
