"""What each step of an investigation brings with it, from the team to the minutes sent."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.investigation_vocabulary import (
    CommutingEvidence,
    Conclusion,
    Fault,
    TeamSeat,
)
from osh_incidents.domain.moves import CaseMove
from osh_incidents.domain.tracks import Do


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
    commuting_evidence: CommutingEvidence | None = None

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the conclusion."""
        return replace(
            facts,
            conclusion=self.conclusion,
            fault=self.fault,
            main_cause=self.main_cause,
            commuting_evidence=self.commuting_evidence,
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
