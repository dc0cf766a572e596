"""Claims of victims as they are published."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from fastapi import Request

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because
from osh_incidents.api.schemas.calculations import StepOut, steps
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.vocabulary import NotEntitled, Scheme
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.services import claims
from osh_incidents.services.moves import By


class PaymentOut(Out):
    """One payment, in whole đồng."""

    id: UUID
    amount_vnd: int
    paid_on: date
    reference: str | None
    recorded_at: Moment


class CalculationOut(Out):
    """The statutory minimum with every step: months, share and wage, rounded up to a đồng."""

    scheme: Scheme
    computable: bool
    months: Decimal | None
    share: Decimal | None
    monthly_wage_vnd: int | None
    minimum_vnd: int | None
    because: BecauseOut | None
    steps: list[StepOut]


class ClaimOut(Out):
    """What one victim is owed under one scheme, and what was decided and paid."""

    id: UUID
    victim_id: UUID
    scheme: Scheme
    state: State
    loss_percent: int | None
    assessed_on: date | None
    entitled_on: date | None
    not_entitled_reason: NotEntitled | None
    minimum_vnd: int | None
    decided_vnd: int | None
    decision_no: str | None
    decided_on: date | None
    paid_vnd: int
    paid_in_full_at: Moment | None
    underpaid: bool
    disputed_at: Moment | None
    payments: list[PaymentOut]
    available_actions: list[Do]


class ClaimsOut(Out):
    """The claims of a victim."""

    items: list[ClaimOut]


def claim(case: CaseRow, row: ClaimRow, by: By, law: Law) -> ClaimOut:
    """Return *row* as it stands, with its minimum and what the actor may do."""
    least = claims.calculation(case, row, law)
    return ClaimOut(
        id=row.id,
        victim_id=row.victim_id,
        scheme=row.scheme,
        state=row.state,
        loss_percent=row.loss_percent,
        assessed_on=row.assessed_on,
        entitled_on=row.entitled_on,
        not_entitled_reason=row.not_entitled_reason,
        minimum_vnd=least.amount_vnd if least else None,
        decided_vnd=row.decided_vnd,
        decision_no=row.decision_no,
        decided_on=row.decided_on,
        paid_vnd=row.paid_vnd,
        paid_in_full_at=row.paid_in_full_at,
        underpaid=row.underpaid,
        disputed_at=row.disputed_at,
        payments=[PaymentOut.model_validate(payment) for payment in row.payments],
        available_actions=list(claims.available(case, row, by, law)),
    )


def calculation(case: CaseRow, row: ClaimRow, law: Law, request: Request) -> CalculationOut:
    """Return how the minimum of *row* follows from the law."""
    least = claims.calculation(case, row, law)
    return CalculationOut(
        scheme=row.scheme,
        computable=least is not None,
        months=least.months if least else None,
        share=least.share if least else None,
        monthly_wage_vnd=row.monthly_wage_vnd,
        minimum_vnd=least.amount_vnd if least else None,
        because=because(least.because) if least else None,
        steps=steps(least.calculation.steps, request) if least else [],
    )
