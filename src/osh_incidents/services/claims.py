"""Claims of victims, as they are assessed, decided, contested and paid."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.claim_moves import (
    ClaimMove,
    DecideClaim,
    Deny,
    Dispute,
    EndTreatment,
    Entitle,
    Pay,
    Reassess,
    Recalculate,
    RecordAssessment,
    SettleDispute,
)
from osh_incidents.domain.compensation.employer import Minimum, minimum
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.tracks import Do, State, Track
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import claim_effects, log, moves, reopening
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import claim_facts

AnyClaimMove = (
    EndTreatment
    | RecordAssessment
    | Entitle
    | Deny
    | DecideClaim
    | Pay
    | Reassess
    | Recalculate
    | Dispute
    | SettleDispute
)


@dataclass(frozen=True, slots=True)
class ClaimAddress:
    """Which claim of which victim of which case."""

    case_id: UUID
    victim_id: UUID
    claim_id: UUID


def act(
    uow: UnitOfWork, actor: Actor, at: ClaimAddress, move: AnyClaimMove, *, now: datetime
) -> tuple[CaseRow, ClaimRow]:
    """Take *move* on a claim.

    Raises:
        NotFound: no such claim in a case that *actor* may see.
        ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a date in the future.
    """
    case = moves.fetch(uow, actor, at.case_id)
    claim, by = find(case, at), By(actor, now)
    if isinstance(move, (Reassess, Dispute)):
        reopening.reopen_by_news(uow, by, case)
    known = claim_facts(case, claim, law_of(uow), actor, local_day(now))
    row = COMPENSATION.decide(claim.state, move.action, known, actor, applied=move.on(known))
    for name in ("assessed_on", "decided_on", "paid_on"):
        moves.refuse_future(f"/{name}", getattr(move, name, None), now)
    _take(uow, by, case, claim, move, row.target)
    return case, claim


def take_by_law(
    uow: UnitOfWork, by: By, case: CaseRow, claim: ClaimRow, move: AnyClaimMove
) -> None:
    """Take *move* on *claim* because the law says so; where the table has no such row, nothing."""
    known = claim_facts(case, claim, law_of(uow), by.actor, local_day(by.now))
    row = COMPENSATION.by_law(claim.state, move.action, move.on(known))
    if row is not None:
        _take(uow, by, case, claim, move, row.target)


def find(case: CaseRow, at: ClaimAddress) -> ClaimRow:
    """Return the claim of *case* that is meant.

    Raises:
        NotFound: the case has no such claim, or it is another victim's.
    """
    for claim in case.claims:
        if (claim.id, claim.victim_id) == (at.claim_id, at.victim_id):
            return claim
    raise NotFound


def calculation(case: CaseRow, claim: ClaimRow, law: Law) -> Minimum | None:
    """Return the statutory minimum of *claim* with its steps, None while it is not known."""
    return minimum(claim_facts(case, claim, law), case.occurred_on)


def available(case: CaseRow, claim: ClaimRow, by: By, law: Law) -> tuple[Do, ...]:
    """Return what the actor may do with *claim* now."""
    known = claim_facts(case, claim, law, by.actor, local_day(by.now))
    return COMPENSATION.available(claim.state, known, by.actor)


def _take(
    uow: UnitOfWork,
    by: By,
    case: CaseRow,
    claim: ClaimRow,
    move: AnyClaimMove,
    target: State,
) -> None:
    source, claim.state = claim.state, target
    claim_effects.apply(uow, case, claim, move, by.now)
    entry = log.Entry(
        Track.COMPENSATION,
        move.action.value,
        source,
        target,
        _reason(move),
        claim.id,
        _data(move),
    )
    moves.done(uow, by.actor, case, entry, by.now)


def _reason(move: ClaimMove) -> str | None:
    if isinstance(move, Deny):
        return move.explanation
    return move.reason if isinstance(move, Dispute) else None


def _data(move: ClaimMove) -> dict[str, str | int | bool | None]:
    match move:
        case DecideClaim() | Pay() | SettleDispute():
            return {"amount_vnd": move.amount_vnd}
        case Deny():
            return {"reason": move.reason.value}
        case _:
            return {}
