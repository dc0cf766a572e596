"""What lengthens an investigation, makes it wait, or takes it out of the team's hands."""

from dataclasses import dataclass, replace
from typing import ClassVar

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.moves import CaseMove
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import ExpertAssessment


@dataclass(frozen=True, slots=True)
class RequestExtension(CaseMove):
    """Ask whoever signed the team's decision for more days."""

    action: ClassVar[Do] = Do.REQUEST_EXTENSION
    days: int
    reason: str

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the days asked for."""
        return replace(facts, extension_days=self.days)


@dataclass(frozen=True, slots=True)
class ApproveExtension(CaseMove):
    """Give the days asked for."""

    action: ClassVar[Do] = Do.APPROVE_EXTENSION


@dataclass(frozen=True, slots=True)
class RefuseExtension(CaseMove):
    """Refuse them."""

    action: ClassVar[Do] = Do.REFUSE_EXTENSION
    reason: str


@dataclass(frozen=True, slots=True)
class RequestAssessment(CaseMove):
    """Ask experts; the time to investigate becomes that of an assessment."""

    action: ClassVar[Do] = Do.REQUEST_ASSESSMENT
    kind: ExpertAssessment
    agency: str


@dataclass(frozen=True, slots=True)
class ReceiveAssessment(CaseMove):
    """Take in what the experts found."""

    action: ClassVar[Do] = Do.RECEIVE_ASSESSMENT
    reference: str


@dataclass(frozen=True, slots=True)
class ReferToPolice(CaseMove):
    """Hand the file to the investigation agency, for signs of a crime."""

    action: ClassVar[Do] = Do.REFER_TO_POLICE
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class PoliceReturned(CaseMove):
    """Take the file back with all of its material, after a decision not to prosecute."""

    action: ClassVar[Do] = Do.POLICE_RETURNED
    decision_no: str
