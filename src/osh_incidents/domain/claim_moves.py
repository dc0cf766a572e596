"""What each action on a claim brings with it, and how its facts look once it is applied."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from osh_incidents.domain.cases import ClaimFacts
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import NotEntitled


@dataclass(frozen=True, slots=True)
class ClaimMove:
    """An action on a claim."""

    action: ClassVar[Do]

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* as they are once this is applied."""
        return facts


@dataclass(frozen=True, slots=True)
class EndTreatment(ClaimMove):
    """The victim's condition is stable; the assessment may follow."""

    action: ClassVar[Do] = Do.END_TREATMENT


@dataclass(frozen=True, slots=True)
class RecordAssessment(ClaimMove):
    """Record the loss of working capacity that the medical council concluded."""

    action: ClassVar[Do] = Do.RECORD_ASSESSMENT
    loss_percent: int
    assessed_on: date
    council: str

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* with the loss known."""
        return replace(facts, loss_percent=self.loss_percent)


@dataclass(frozen=True, slots=True)
class Entitle(ClaimMove):
    """Confirm what is owed for a death."""

    action: ClassVar[Do] = Do.ENTITLE


@dataclass(frozen=True, slots=True)
class Deny(ClaimMove):
    """Find that nothing is owed."""

    action: ClassVar[Do] = Do.DENY
    reason: NotEntitled
    explanation: str


@dataclass(frozen=True, slots=True)
class DecideClaim(ClaimMove):
    """Decide the amount, in whole đồng; the wage if the declaration left it out."""

    action: ClassVar[Do] = Do.DECIDE
    amount_vnd: int
    decision_no: str
    decided_on: date
    monthly_wage_vnd: int | None = None

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* with the amount decided."""
        wage = self.monthly_wage_vnd or facts.monthly_wage_vnd
        return replace(facts, decided_vnd=self.amount_vnd, monthly_wage_vnd=wage)


@dataclass(frozen=True, slots=True)
class Pay(ClaimMove):
    """Record a payment, in whole đồng."""

    action: ClassVar[Do] = Do.PAY
    amount_vnd: int
    paid_on: date
    reference: str | None = None

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* with the payment added."""
        return replace(facts, paid_vnd=facts.paid_vnd + self.amount_vnd)


@dataclass(frozen=True, slots=True)
class Reassess(ClaimMove):
    """Record a later conclusion of the medical council."""

    action: ClassVar[Do] = Do.REASSESS
    loss_percent: int
    assessed_on: date
    council: str

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* with the loss found now."""
        return replace(facts, loss_percent=self.loss_percent)


@dataclass(frozen=True, slots=True)
class Recalculate(ClaimMove):
    """Weigh what was decided and paid against the facts as they are now."""

    action: ClassVar[Do] = Do.RECALCULATE


@dataclass(frozen=True, slots=True)
class Dispute(ClaimMove):
    """Take in that the victim or the relatives contest the decision."""

    action: ClassVar[Do] = Do.DISPUTE
    reason: str


@dataclass(frozen=True, slots=True)
class SettleDispute(ClaimMove):
    """Take in how the dispute ended; *amount_vnd* if another amount was decided, in đồng."""

    action: ClassVar[Do] = Do.SETTLE_DISPUTE
    reference: str
    amount_vnd: int | None = None

    def on(self, facts: ClaimFacts) -> ClaimFacts:
        """Return *facts* with the amount that holds now."""
        return replace(facts, decided_vnd=self.amount_vnd or facts.decided_vnd)
