"""What the service owes to the people it holds records of."""

from typing import Annotated

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import persons as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.services import persons

router = Router(prefix="/api/v1/persons", tags=["persons"])


@router.post(
    "/export",
    operation_id="export_person",
    summary="Trích dữ liệu của một người / Everything held on a person",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def export_person(
    body: published.PersonIn,
    actor: Annotated[Actor, holding(Permission.PERSONS_EXPORT)],
    uow: Uow,
) -> published.PersonExportOut:
    """Return everything held on the person of a citizen id, for a request of that person."""
    return published.person(persons.held(uow, actor, body.citizen_id))
