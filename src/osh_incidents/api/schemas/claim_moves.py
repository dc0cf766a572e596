"""Bodies of the actions on a claim."""

from typing import Annotated, Literal

from pydantic import Field

from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import (
    Day,
    Dong,
    Line,
    Percent,
    Reason,
    Short,
)
from osh_incidents.domain import claim_moves as moves
from osh_incidents.domain.vocabulary import NotEntitled


class EndTreatmentIn(MoveIn[moves.EndTreatment]):
    """The victim's condition is stable."""

    makes = moves.EndTreatment
    action: Literal["end_treatment"]


class RecordAssessmentIn(MoveIn[moves.RecordAssessment]):
    """Record what the medical council concluded."""

    makes = moves.RecordAssessment
    action: Literal["record_assessment"]
    loss_percent: Percent
    assessed_on: Day
    council: Line


class EntitleIn(MoveIn[moves.Entitle]):
    """Confirm what is owed for a death."""

    makes = moves.Entitle
    action: Literal["entitle"]


class DenyIn(MoveIn[moves.Deny]):
    """Find that nothing is owed."""

    makes = moves.Deny
    action: Literal["deny"]
    reason: NotEntitled
    explanation: Line


class DecideClaimIn(MoveIn[moves.DecideClaim]):
    """Decide the amount in whole đồng."""

    makes = moves.DecideClaim
    action: Literal["decide"]
    amount_vnd: Dong
    decision_no: Short
    decided_on: Day
    monthly_wage_vnd: Dong | None = None


class PayIn(MoveIn[moves.Pay]):
    """Record a payment in whole đồng."""

    makes = moves.Pay
    action: Literal["pay"]
    amount_vnd: Dong
    paid_on: Day
    reference: Short | None = None


class ReassessIn(MoveIn[moves.Reassess]):
    """Record a later conclusion of the medical council."""

    makes = moves.Reassess
    action: Literal["reassess"]
    loss_percent: Percent
    assessed_on: Day
    council: Line


class RecalculateIn(MoveIn[moves.Recalculate]):
    """Weigh what was decided and paid against the facts as they are now."""

    makes = moves.Recalculate
    action: Literal["recalculate"]


class DisputeIn(MoveIn[moves.Dispute]):
    """Take in that the decision is contested."""

    makes = moves.Dispute
    action: Literal["dispute"]
    reason: Reason


class SettleDisputeIn(MoveIn[moves.SettleDispute]):
    """Take in how the dispute ended, in whole đồng if the amount changed."""

    makes = moves.SettleDispute
    action: Literal["settle_dispute"]
    reference: Short
    amount_vnd: Dong | None = None


ClaimActionIn = Annotated[
    EndTreatmentIn
    | RecordAssessmentIn
    | EntitleIn
    | DenyIn
    | DecideClaimIn
    | PayIn
    | ReassessIn
    | RecalculateIn
    | DisputeIn
    | SettleDisputeIn,
    Field(discriminator="action"),
]
