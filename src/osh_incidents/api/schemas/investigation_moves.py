"""Bodies of the actions on an investigation."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import In
from osh_incidents.api.schemas.investigation_turns import InvestigationTurnIn
from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import (
    CauseCode,
    Day,
    Flag,
    Line,
    Name,
    Paragraph,
    Short,
)
from osh_incidents.domain import investigation_moves as moves
from osh_incidents.domain.investigation_vocabulary import (
    CommutingEvidence,
    Conclusion,
    Fault,
    TeamSeat,
)


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
    commuting_evidence: CommutingEvidence | None = None


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


InvestigationActionIn = Annotated[
    FormTeamIn
    | StartIn
    | ConcludeIn
    | PublishMinutesIn
    | SendMinutesIn
    | RecordIn
    | InvestigationTurnIn,
    Field(discriminator="action"),
]
