"""Bodies of the actions on each track."""

from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import In
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.api.schemas.types import (
    CauseCode,
    Day,
    Dong,
    Flag,
    Icd10,
    Line,
    Name,
    Paragraph,
    Percent,
    Reason,
    Short,
)
from osh_incidents.domain import moves
from osh_incidents.domain.vocabulary import (
    Conclusion,
    Fault,
    HandlingKind,
    NotEntitled,
    Rejection,
    TeamSeat,
)

M = TypeVar("M")


class MoveIn(In, Generic[M]):
    """A body that asks for one move; its other fields are what the move brings."""

    makes: ClassVar[Any]

    def move(self) -> M:
        """Return the move asked for."""
        made: M = self.makes(**{name: value for name, value in self if name != "action"})
        return made


class RegisterIn(MoveIn[moves.Register]):
    """Take the case in; it gets its number."""

    makes = moves.Register
    action: Literal["register"]


class ReturnIn(MoveIn[moves.Return]):
    """Send the declaration back to be completed."""

    makes = moves.Return
    action: Literal["return"]
    reason: Reason


class CompleteIn(MoveIn[moves.Complete]):
    """Send the completed declaration as a whole."""

    makes = moves.Complete
    action: Literal["complete"]
    declaration: DeclarationIn

    def move(self) -> moves.Complete:
        """Return the move with the declaration."""
        return moves.Complete(self.declaration.declaration())


class RejectIn(MoveIn[moves.Reject]):
    """Refuse the declaration."""

    makes = moves.Reject
    action: Literal["reject"]
    rejection: Rejection
    reason: Reason


class CloseIn(MoveIn[moves.Close]):
    """Close the file."""

    makes = moves.Close
    action: Literal["close"]


class MemberIn(In):
    """Someone who sits in the team."""

    seat: TeamSeat
    full_name: Name
    position: Name | None = None
    organisation_id: UUID | None = None
    is_head: Flag = False


class FormTeamIn(MoveIn[moves.FormTeam]):
    """Set up the team by a decision."""

    makes = moves.FormTeam
    action: Literal["form_team"]
    decision_no: Short
    decided_on: Day
    members: list[MemberIn] = Field(min_length=1, max_length=30)

    def move(self) -> moves.FormTeam:
        """Return the move with its members."""
        members = tuple(moves.Member(**dict(member)) for member in self.members)
        return moves.FormTeam(self.decision_no, self.decided_on, members)


class StartIn(MoveIn[moves.Start]):
    """Begin the work at the scene."""

    makes = moves.Start
    action: Literal["start"]


class ConcludeIn(MoveIn[moves.Conclude]):
    """Conclude what it was, why it happened and by whose fault."""

    makes = moves.Conclude
    action: Literal["conclude"]
    conclusion: Conclusion
    findings: Paragraph
    fault: Fault | None = None
    main_cause: CauseCode | None = None


class PublishMinutesIn(MoveIn[moves.PublishMinutes]):
    """Publish the minutes at the meeting."""

    makes = moves.PublishMinutes
    action: Literal["publish_minutes"]
    minutes_no: Short


class SendMinutesIn(MoveIn[moves.SendMinutes]):
    """Send the minutes."""

    makes = moves.SendMinutes
    action: Literal["send_minutes"]
    sent_to: list[Line] = Field(min_length=1, max_length=30)


class RecordIn(MoveIn[moves.Record]):
    """Draw the commune's record."""

    makes = moves.Record
    action: Literal["record"]
    record_no: Short
    findings: Paragraph


class DiagnoseIn(MoveIn[moves.Diagnose]):
    """Confirm the diagnosis."""

    makes = moves.Diagnose
    action: Literal["diagnose"]
    facility: Line
    icd10: Icd10 | None = None


class AssessIn(MoveIn[moves.Assess]):
    """Record what the medical council concluded."""

    makes = moves.Assess
    action: Literal["assess"]
    loss_percent: Percent
    assessed_on: Day
    council: Line


class ConfirmIn(MoveIn[moves.Confirm]):
    """Confirm the occupational disease."""

    makes = moves.Confirm
    action: Literal["confirm"]


class RefuseIn(MoveIn[moves.Refuse]):
    """Find that the disease is not occupational."""

    makes = moves.Refuse
    action: Literal["refuse"]
    reason: Reason


class DecideHandlingIn(MoveIn[moves.DecideHandling]):
    """Decide how the case is handled."""

    makes = moves.DecideHandling
    action: Literal["decide"]
    kind: HandlingKind
    decision_no: Short | None = None
    decided_on: Day | None = None
    fine_vnd: Dong | None = None
    reason: Line | None = None


class OrderRemediesIn(MoveIn[moves.OrderRemedies]):
    """Order what must be put right."""

    makes = moves.OrderRemedies
    action: Literal["order_remedies"]
    remedies: Reason
    remedies_due_on: Day


class ConfirmRemediesIn(MoveIn[moves.ConfirmRemedies]):
    """Confirm that the remedies were carried out."""

    makes = moves.ConfirmRemedies
    action: Literal["confirm_remedies"]


class FinishIn(MoveIn[moves.Finish]):
    """End the handling."""

    makes = moves.Finish
    action: Literal["finish"]


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


_BY_ACTION = Field(discriminator="action")

RegistrationActionIn = Annotated[
    RegisterIn | ReturnIn | CompleteIn | RejectIn | CloseIn, _BY_ACTION
]
DiseaseActionIn = Annotated[DiagnoseIn | AssessIn | ConfirmIn | RefuseIn, _BY_ACTION]
HandlingActionIn = Annotated[
    DecideHandlingIn | OrderRemediesIn | ConfirmRemediesIn | FinishIn, _BY_ACTION
]
ClaimActionIn = Annotated[
    EndTreatmentIn | RecordAssessmentIn | EntitleIn | DenyIn | DecideClaimIn | PayIn, _BY_ACTION
]
