"""Claims of victims: opened when the outcome is known, decided and paid by the employer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.classification import has_employer_duty
from osh_incidents.domain.compensation.employer import Minimum, minimum
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.deadlines import ClockStatus
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.moves import (
    ClaimMove,
    DecideClaim,
    Deny,
    EndTreatment,
    Entitle,
    Pay,
    RecordAssessment,
)
from osh_incidents.domain.tracks import Do, State, Track
from osh_incidents.domain.vocabulary import CaseKind, Conclusion, Fault, NotEntitled, Scheme
from osh_incidents.domain.workflow.compensation import COMPENSATION, is_underpaid
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow, PaymentRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, log, moves
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import claim_facts, present

AnyClaimMove = EndTreatment | RecordAssessment | Entitle | Deny | DecideClaim | Pay


@dataclass(frozen=True, slots=True)
class ClaimAddress:
    """Which claim of which victim of which case."""

    case_id: UUID
    victim_id: UUID
    claim_id: UUID


def open_all(uow: UnitOfWork, actor: Actor, case: CaseRow, now: datetime) -> None:
    """Open the claim of each victim to whom an employer owes compensation or allowance.

    A death entitles with the publication of the minutes (Law 84/2015 art. 38(7)); a disease is
    assessed before it is confirmed, so its claim begins with the result.
    """
    for victim in present(case):
        if not has_employer_duty(victim.relation):
            continue
        claim = ClaimRow(
            id=new_id(),
            case_id=case.id,
            victim_id=victim.id,
            scheme=_scheme(case),
            state=COMPENSATION.initial,
            opened_at=now,
            monthly_wage_vnd=victim.monthly_wage_vnd,
            paid_vnd=0,
            underpaid=False,
        )
        case.claims.append(claim)
        uow.flush()
        opened = log.Entry(Track.COMPENSATION, "open", None, claim.state, claim_id=claim.id)
        moves.done(uow, actor, case, opened, now)
        if victim.dead:
            _entitle_by_law(uow, actor, case, claim, now)
        elif case.finding is not None:
            _assessed_before(uow, actor, case, claim, now)


def act(
    uow: UnitOfWork,
    actor: Actor,
    at: ClaimAddress,
    move: AnyClaimMove,
    *,
    now: datetime,
) -> tuple[CaseRow, ClaimRow]:
    """Take *move* on a claim.

    Raises:
        NotFound: no such claim in a case that *actor* may see.
        ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a date in the future.
    """
    case = moves.fetch(uow, actor, at.case_id)
    claim = find(case, at)
    target = _decided(uow, actor, case, claim, move)
    _refuse_future(move, now)
    _take(uow, actor, case, claim, _Step(move, target, now))
    return case, claim


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


def available(case: CaseRow, claim: ClaimRow, actor: Actor, law: Law) -> tuple[Do, ...]:
    """Return what *actor* may do with *claim* now."""
    return COMPENSATION.available(claim.state, claim_facts(case, claim, law), actor)


def _scheme(case: CaseRow) -> Scheme:
    """Allowance when wholly the worker's fault or under art. 39(2); compensation otherwise."""
    inquiry = case.inquiry
    if case.kind is CaseKind.DISEASE or inquiry is None:
        return Scheme.EMPLOYER_COMPENSATION
    allowance = (
        inquiry.fault is Fault.WORKER_WHOLLY or inquiry.conclusion is Conclusion.ALLOWANCE_CASE
    )
    return Scheme.EMPLOYER_ALLOWANCE if allowance else Scheme.EMPLOYER_COMPENSATION


def _entitle_by_law(
    uow: UnitOfWork, actor: Actor, case: CaseRow, claim: ClaimRow, now: datetime
) -> None:
    _take(uow, actor, case, claim, _Step(Entitle(), State.ENTITLED, now))


def _assessed_before(
    uow: UnitOfWork, actor: Actor, case: CaseRow, claim: ClaimRow, now: datetime
) -> None:
    finding = case.finding
    assert finding is not None
    assert finding.loss_percent is not None
    assert finding.assessed_on is not None
    move = RecordAssessment(finding.loss_percent, finding.assessed_on, finding.council or "")
    target = _decided(uow, actor, case, claim, move)
    _take(uow, actor, case, claim, _Step(move, target, now))


def _decided(
    uow: UnitOfWork, actor: Actor, case: CaseRow, claim: ClaimRow, move: AnyClaimMove
) -> State:
    known = claim_facts(case, claim, law_of(uow))
    row = COMPENSATION.decide(claim.state, move.action, known, actor, applied=move.on(known))
    return row.target


@dataclass(frozen=True, slots=True)
class _Step:
    move: AnyClaimMove
    target: State
    now: datetime


def _take(uow: UnitOfWork, actor: Actor, case: CaseRow, claim: ClaimRow, step: _Step) -> None:
    move, target, now = step.move, step.target, step.now
    source, claim.state = claim.state, target
    _apply(law_of(uow), case, claim, move, now)
    reason = move.explanation if isinstance(move, Deny) else None
    entry = log.Entry(
        Track.COMPENSATION, move.action.value, source, target, reason, claim.id, _data(move)
    )
    moves.done(uow, actor, case, entry, now)


def _apply(law: Law, case: CaseRow, claim: ClaimRow, move: AnyClaimMove, now: datetime) -> None:
    match move:
        case RecordAssessment():
            _assessed(law, case, claim, move)
        case Entitle():
            claim.entitled_on = local_day(now)
            clocks.start_payment(law, case, claim, now)
        case Deny():
            claim.not_entitled_reason = move.reason
            for clock in clocks.of_claim(case, claim):
                clocks.void(clock, now)
        case DecideClaim():
            claim.monthly_wage_vnd = move.monthly_wage_vnd or claim.monthly_wage_vnd
            claim.decided_vnd, claim.decision_no = move.amount_vnd, move.decision_no
            claim.decided_on = move.decided_on
            claim.underpaid = is_underpaid(claim_facts(case, claim, law))
        case Pay():
            _pay(case, claim, move, now)
        case EndTreatment():
            pass


def _assessed(law: Law, case: CaseRow, claim: ClaimRow, move: RecordAssessment) -> None:
    claim.loss_percent, claim.council = move.loss_percent, move.council
    claim.assessed_on = move.assessed_on
    if claim.state is State.ENTITLED:
        claim.entitled_on = move.assessed_on
        clocks.start_payment(law, case, claim, start_of(move.assessed_on))
    else:
        claim.not_entitled_reason = NotEntitled.BELOW_THRESHOLD


def _pay(case: CaseRow, claim: ClaimRow, move: Pay, now: datetime) -> None:
    claim.paid_vnd += move.amount_vnd
    claim.payments.append(
        PaymentRow(
            amount_vnd=move.amount_vnd,
            paid_on=move.paid_on,
            reference=move.reference,
            recorded_at=now,
        )
    )
    if claim.state is State.PAID:
        claim.paid_in_full_at, claim.underpaid = now, False
        for clock in clocks.of_claim(case, claim):
            if clock.status is ClockStatus.RUNNING:
                clocks.stop(clock, now)


def _refuse_future(move: ClaimMove, now: datetime) -> None:
    for name in ("assessed_on", "decided_on", "paid_on"):
        moves.refuse_future(f"/{name}", getattr(move, name, None), now)


def _data(move: ClaimMove) -> dict[str, str | int | bool | None]:
    match move:
        case DecideClaim() | Pay():
            return {"amount_vnd": move.amount_vnd}
        case Deny():
            return {"reason": move.reason.value}
        case _:
            return {}
