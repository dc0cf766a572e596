"""Cases that may be one: looking at them, linking them, and taking a decision back."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from osh_incidents.api import problems, views
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import links as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import ChangedMeanwhile, GuardsUnmet, InvalidFields, NotFound
from osh_incidents.services import duplicates, links, reads
from osh_incidents.services.moves import By

router = Router(prefix="/api/v1/cases/{case_id}", tags=["links"])

Reader = Annotated[Actor, holding(Permission.CASES_READ)]
Linker = Annotated[Actor, holding(Permission.CASES_LINK)]


@router.get(
    "/possible-duplicates",
    operation_id="list_possible_duplicates",
    summary="Vụ có thể trùng / Cases that may be this one",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_possible_duplicates(
    case_id: UUID, actor: Reader, uow: Uow
) -> published.PossibleDuplicatesOut:
    """Return this case beside all that look like it, with the evidence and what was decided.

    A pair in the state `open` keeps both cases from being registered until somebody decides.
    """
    case = views.known(uow, actor, case_id)
    record = published.RecordOut.of(case) if actor.may(Permission.CASES_LINK) else None
    items = [
        published.PossibleDuplicateOut.of(one) for one in duplicates.resembling(uow, actor, case)
    ]
    for told in (record, *(one.other for one in items)):
        if told is not None:
            reads.show(uow, actor, told.id)
    return published.PossibleDuplicatesOut(case=record, items=items)


@router.get(
    "/links",
    operation_id="list_links",
    summary="Khai báo liên kết / Declarations of one case",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_links(case_id: UUID, actor: Reader, uow: Uow) -> published.LinksOut:
    """Return the case to which this one belongs, and those that belong to it."""
    case = views.known(uow, actor, case_id)
    return published.LinksOut.of(links.of_case(uow, actor, case))


@router.post(
    "/links",
    status_code=201,
    operation_id="decide_on_duplicate",
    dependencies=[CHANGE],
    summary="Quyết định trùng hay không / Decide whether two cases are one",
    responses=problems.responses(
        *problems.COMMON, NotFound, GuardsUnmet, ChangedMeanwhile, InvalidFields
    ),
)
def decide_on_duplicate(
    case_id: UUID, body: published.LinkIn, actor: Linker, uow: Uow, now: Now
) -> published.PairOut:
    """Decide that this case is the other one declared again, or that the two are different.

    `duplicate_of`: the case of the body leads from now on. This one keeps its declarations,
    victims, tracks, clocks and log; it counts in no figure, and its declaration counts for the
    case that leads. Refused: `already_led`, `leads_others`, `leads_nothing` (with `lead`, the case
    to link to instead), `not_live`, `decided_otherwise`.

    `not_duplicate`: remembered until what was compared changes; it may be said before anything was
    found. Refused: `linked`.
    """
    return published.PairOut.of(links.decide(uow, By(actor, now), case_id, body.decision()))


@router.delete(
    "/links/{other_id}",
    operation_id="take_back_decision_on_duplicate",
    dependencies=[CHANGE],
    summary="Hủy quyết định trùng / Take back a decision on two cases",
    responses=problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields),
)
def take_back_decision_on_duplicate(
    case_id: UUID,
    other_id: UUID,
    actor: Linker,
    uow: Uow,
    now: Now,
    code: Annotated[links.TakenBack, Query(description="why")],
) -> published.PairOut:
    """Take back what was decided on two cases, from either side; somebody has to decide anew.

    A linked case stands again as it did and counts for itself. The reason is a code, since an
    address must not hold anything about a person and many clients send no body with DELETE.
    """
    return published.PairOut.of(links.take_back(uow, By(actor, now), case_id, other_id, code))
