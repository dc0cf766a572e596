"""What each action brings with it, and how the facts look once it is applied."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import (
    Conclusion,
    Fault,
    HandlingKind,
    NotEntitled,
    Rejection,
    TeamSeat,
)


@dataclass(frozen=True, slots=True)
class CaseMove:
    """An action on a track of a case."""

    action: ClassVar[Do]

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* as they are once this is applied."""
        return facts


@dataclass(frozen=True, slots=True)
class Register(CaseMove):
    """Take the case in and give it its number."""

    action: ClassVar[Do] = Do.REGISTER


@dataclass(frozen=True, slots=True)
class Return(CaseMove):
    """Send the declaration back to be completed."""

    action: ClassVar[Do] = Do.RETURN
    reason: str


@dataclass(frozen=True, slots=True)
class Complete(CaseMove):
    """Send the completed declaration."""

    action: ClassVar[Do] = Do.COMPLETE
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class Reject(CaseMove):
    """Refuse the declaration."""

    action: ClassVar[Do] = Do.REJECT
    rejection: Rejection
    reason: str


@dataclass(frozen=True, slots=True)
class Close(CaseMove):
    """Close the file."""

    action: ClassVar[Do] = Do.CLOSE


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who sits in a team."""

    seat: TeamSeat
    full_name: str
    position: str | None = None
    organisation_id: UUID | None = None
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class FormTeam(CaseMove):
    """Set up the team by a decision."""

    action: ClassVar[Do] = Do.FORM_TEAM
    decision_no: str
    decided_on: date
    members: tuple[Member, ...]

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the team seated."""
        return replace(
            facts,
            team_seats=frozenset(member.seat for member in self.members),
            team_has_head=[member.is_head for member in self.members].count(True) == 1,
        )


@dataclass(frozen=True, slots=True)
class Start(CaseMove):
    """Begin the work at the scene."""

    action: ClassVar[Do] = Do.START


@dataclass(frozen=True, slots=True)
class Conclude(CaseMove):
    """Conclude what it was, why it happened and by whose fault."""

    action: ClassVar[Do] = Do.CONCLUDE
    conclusion: Conclusion
    findings: str
    fault: Fault | None = None
    main_cause: str | None = None

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the conclusion."""
        return replace(
            facts, conclusion=self.conclusion, fault=self.fault, main_cause=self.main_cause
        )


@dataclass(frozen=True, slots=True)
class PublishMinutes(CaseMove):
    """Hold the publication meeting and publish the minutes."""

    action: ClassVar[Do] = Do.PUBLISH_MINUTES
    minutes_no: str


@dataclass(frozen=True, slots=True)
class SendMinutes(CaseMove):
    """Send the minutes to those who must have them."""

    action: ClassVar[Do] = Do.SEND_MINUTES
    sent_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record(CaseMove):
    """Draw the commune's record."""

    action: ClassVar[Do] = Do.RECORD
    record_no: str
    findings: str


@dataclass(frozen=True, slots=True)
class Diagnose(CaseMove):
    """Confirm the diagnosis by a licensed clinic."""

    action: ClassVar[Do] = Do.DIAGNOSE
    facility: str
    icd10: str | None = None


@dataclass(frozen=True, slots=True)
class Assess(CaseMove):
    """Record what the medical council concluded."""

    action: ClassVar[Do] = Do.ASSESS
    loss_percent: int
    assessed_on: date
    council: str


@dataclass(frozen=True, slots=True)
class Confirm(CaseMove):
    """Confirm the occupational disease."""

    action: ClassVar[Do] = Do.CONFIRM


@dataclass(frozen=True, slots=True)
class Refuse(CaseMove):
    """Find that the disease is not occupational."""

    action: ClassVar[Do] = Do.REFUSE
    reason: str


@dataclass(frozen=True, slots=True)
class DecideHandling(CaseMove):
    """Decide how the case is handled; the fine in whole đồng."""

    action: ClassVar[Do] = Do.DECIDE
    kind: HandlingKind
    decision_no: str | None = None
    decided_on: date | None = None
    fine_vnd: int | None = None
    reason: str | None = None

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the decision."""
        return replace(facts, handling_kind=self.kind, handling_reason=self.reason)


@dataclass(frozen=True, slots=True)
class OrderRemedies(CaseMove):
    """Order what must be put right, and by when."""

    action: ClassVar[Do] = Do.ORDER_REMEDIES
    remedies: str
    remedies_due_on: date


@dataclass(frozen=True, slots=True)
class ConfirmRemedies(CaseMove):
    """Confirm that the remedies were carried out."""

    action: ClassVar[Do] = Do.CONFIRM_REMEDIES


@dataclass(frozen=True, slots=True)
class Finish(CaseMove):
    """End the handling."""

    action: ClassVar[Do] = Do.FINISH


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
