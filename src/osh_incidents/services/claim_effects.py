"""What each move does to a claim, to its payments and to its time to be paid."""

from datetime import datetime

from osh_incidents.domain.claim_moves import (
    ClaimMove,
    DecideClaim,
    Deny,
    Dispute,
    Entitle,
    Pay,
    Reassess,
    Recalculate,
    RecordAssessment,
    SettleDispute,
)
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.deadlines import ClockStatus
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import NotEntitled
from osh_incidents.domain.workflow.compensation import is_underpaid
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow, PaymentRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import assessments, clocks
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import claim_facts


def apply(uow: UnitOfWork, case: CaseRow, claim: ClaimRow, move: ClaimMove, now: datetime) -> None:
    """Do to *claim*, which is in its new state, what *move* brings."""
    match move:
        case RecordAssessment() | Reassess():
            _assess(uow, case, claim, move, now)
        case Entitle():
            claim.entitled_on, claim.not_entitled_reason = local_day(now), None
            clocks.start_payment(law_of(uow), case, claim, now)
        case Deny():
            claim.not_entitled_reason = move.reason
            _void_clocks(case, claim, now)
        case DecideClaim() | SettleDispute():
            _decide(claim, move)
            _weigh(uow, case, claim, now)
        case Pay():
            _pay(case, claim, move, now)
        case Recalculate():
            _recalculate(uow, case, claim, now)
        case Dispute():
            claim.disputed_at, claim.dispute_reason = now, move.reason
        case _:
            pass


def _decide(claim: ClaimRow, move: DecideClaim | SettleDispute) -> None:
    match move:
        case DecideClaim():
            claim.monthly_wage_vnd = move.monthly_wage_vnd or claim.monthly_wage_vnd
            claim.decided_vnd, claim.decision_no = move.amount_vnd, move.decision_no
            claim.decided_on = move.decided_on
        case SettleDispute():
            claim.decided_vnd = move.amount_vnd or claim.decided_vnd
            claim.disputed_at = None


def _assess(
    uow: UnitOfWork,
    case: CaseRow,
    claim: ClaimRow,
    move: RecordAssessment | Reassess,
    now: datetime,
) -> None:
    claim.loss_percent, claim.council = move.loss_percent, move.council
    claim.assessed_on = move.assessed_on
    uow.add(assessments.kept(case.id, claim.id, move, now))
    if claim.state is State.ENTITLED:
        claim.entitled_on, claim.not_entitled_reason = move.assessed_on, None
        clocks.start_payment(law_of(uow), case, claim, start_of(move.assessed_on))
    elif claim.state is State.NOT_ENTITLED:
        claim.not_entitled_reason = NotEntitled.BELOW_THRESHOLD
    else:
        _weigh(uow, case, claim, now)


def _recalculate(uow: UnitOfWork, case: CaseRow, claim: ClaimRow, now: datetime) -> None:
    if claim.state is State.AWAITING_TREATMENT:
        claim.not_entitled_reason = None
    else:
        _weigh(uow, case, claim, now)


def _weigh(uow: UnitOfWork, case: CaseRow, claim: ClaimRow, now: datetime) -> None:
    """Weigh what was decided and paid against the minimum, and let a difference be due again."""
    claim.underpaid = claim.state is not State.PAID and is_underpaid(
        claim_facts(case, claim, law_of(uow))
    )
    if claim.state is State.PAID:
        claim.paid_in_full_at = claim.paid_in_full_at or now
        _stop_clocks(case, claim, now)
    elif claim.state is State.PART_PAID and claim.paid_in_full_at is not None:
        claim.paid_in_full_at = None
        clocks.start_payment(law_of(uow), case, claim, now)


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
        _stop_clocks(case, claim, now)


def _stop_clocks(case: CaseRow, claim: ClaimRow, now: datetime) -> None:
    for clock in clocks.of_claim(case, claim):
        if clock.status is ClockStatus.RUNNING:
            clocks.stop(clock, now)


def _void_clocks(case: CaseRow, claim: ClaimRow, now: datetime) -> None:
    for clock in clocks.of_claim(case, claim):
        if clock.status is ClockStatus.RUNNING:
            clocks.void(clock, now)
