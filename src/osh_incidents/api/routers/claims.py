"""Compensation and allowance of victims."""

from typing import Annotated
from uuid import UUID

from fastapi import Request

from osh_incidents.api import problems, views
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.tracks import REFUSALS
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import claims as published
from osh_incidents.api.schemas.claim_moves import ClaimActionIn
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NotFound
from osh_incidents.domain.workflow import render
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.services import claims, reads
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of

router = Router(prefix="/api/v1/cases/{case_id}/victims/{victim_id}/claims", tags=["compensation"])

Reader = Annotated[Actor, holding(Permission.CASES_READ)]
_READING = problems.responses(*problems.COMMON, NotFound, InvalidFields)


@router.get(
    "",
    operation_id="list_claims",
    summary="Hồ sơ bồi thường / The claims of a victim",
    responses=_READING,
)
def list_claims(
    case_id: UUID, victim_id: UUID, actor: Reader, uow: Uow, now: Now
) -> published.ClaimsOut:
    """Return the claims of a victim, each with its statutory minimum."""
    case = views.known(uow, actor, case_id)
    if all(victim.id != victim_id for victim in case.victims):
        raise NotFound
    rows = [row for row in case.claims if row.victim_id == victim_id]
    reads.show(uow, actor, case.id)
    by, law = By(actor, now), law_of(uow)
    return published.ClaimsOut(items=[published.claim(case, row, by, law) for row in rows])


@router.get(
    "/{claim_id}/calculation",
    operation_id="get_calculation",
    summary="Cách tính mức tối thiểu / How the minimum is computed",
    responses=_READING,
)
def get_calculation(
    case_id: UUID,
    victim_id: UUID,
    claim_id: UUID,
    request: Request,
    actor: Reader,
    uow: Uow,
) -> published.CalculationOut:
    """Return the statutory minimum with every step and its source."""
    case = views.known(uow, actor, case_id)
    row = claims.find(case, claims.ClaimAddress(case_id, victim_id, claim_id))
    reads.show(uow, actor, case.id)
    return published.calculation(case, row, law_of(uow), request)


@router.post(
    "/{claim_id}/actions",
    operation_id="act_on_claim",
    dependencies=[CHANGE],
    summary="Bồi thường, trợ cấp / Take an action on a claim",
    description=render.table(COMPENSATION),
    responses=REFUSALS,
)
def act_on_claim(
    case_id: UUID,
    victim_id: UUID,
    claim_id: UUID,
    body: ClaimActionIn,
    actor: Reader,
    uow: Uow,
    now: Now,
) -> published.ClaimOut:
    """Take an action on a claim; a payment below the minimum is kept and does not count as paid."""
    at = claims.ClaimAddress(case_id, victim_id, claim_id)
    case, row = claims.act(uow, actor, at, body.move(), now=now)
    reads.show(uow, actor, case.id)
    return published.claim(case, row, By(actor, now), law_of(uow))
