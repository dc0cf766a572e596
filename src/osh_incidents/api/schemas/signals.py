"""Signals as they are sent, published and decided."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, TypeAdapter

from osh_incidents.api.schemas.base import In, Out, Salvaged
from osh_incidents.api.schemas.declarations import AccidentDeclarationIn
from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import (
    AreaCode,
    CitizenId,
    Day,
    Line,
    Moment,
    Name,
    Paragraph,
    Reason,
    Short,
    TaxCode,
)
from osh_incidents.api.schemas.victims import masked
from osh_incidents.domain import signals
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.likeness import Reason as Evidence
from osh_incidents.domain.signals import ALLOWED, SignalAction, SignalSource, SignalState
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import Severity, Sex
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.services.signal_matching import ProposedMatch

_EXAMPLE: dict[str, Any] = {
    "source": "hospital",
    "reference": "BA-0912",
    "occurred_at": "2026-03-04T09:30:00+07:00",
    "area_code": "11311",
    "place": "Phân xưởng dập",
    "employer_name": "Công ty TNHH Cơ khí Ví Dụ",
    "tax_code": "0200123457",
    "description": "Tiếp nhận một người bị máy dập ép vào bàn tay phải khi đang làm việc.",
    "victims": [{"full_name": "Trần Thị Bình", "birth_year": 1990, "condition": "severe"}],
}


class PersonSeenIn(In):
    """Somebody hurt, as far as the sender knows."""

    full_name: Name | None = None
    sex: Sex | None = None
    birth_date: Day | None = None
    birth_year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = Field(
        default=None, description="where the day is not known"
    )
    citizen_id: CitizenId | None = None
    condition: Severity | None = None


class SignalIn(Salvaged):
    """What somebody else than the declarant knows of an accident."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    source: SignalSource = Field(description="for whom the role of the account may speak")
    reference: Short | None = Field(default=None, description="the sender's own number of it")
    occurred_at: Moment
    area_code: AreaCode = Field(description="commune-level unit of the place on that day")
    place: Line | None = None
    employer_name: Line | None = None
    tax_code: TaxCode | None = None
    description: Paragraph
    victims: list[PersonSeenIn] = Field(default_factory=list, max_length=500)

    def signal(self) -> signals.Signal:
        """Return the signal as the services take it."""
        return _SIGNAL.validate_python(self.model_dump())


class MatchIn(MoveIn[signals.Match]):
    """It tells of a case that is known."""

    makes = signals.Match
    action: Literal["match"]
    case_id: UUID
    reason: Reason | None = None


class ConfirmSignalIn(MoveIn[signals.Confirm]):
    """It tells of a case that nobody declared: open it, as the department's own finding."""

    makes = signals.Confirm
    action: Literal["confirm"]
    declaration: AccidentDeclarationIn = Field(description="with `declarant.role` `authority`")
    reason: Reason | None = None

    def move(self) -> signals.Confirm:
        """Return the move with the declaration."""
        return signals.Confirm(self.declaration.declaration(), self.reason)


class RefuseSignalIn(MoveIn[signals.Refuse]):
    """It tells of no occupational accident."""

    makes = signals.Refuse
    action: Literal["refuse"]
    reason: Reason


class ReleaseIn(MoveIn[signals.Release]):
    """It was matched with the wrong case."""

    makes = signals.Release
    action: Literal["release"]
    reason: Reason


SignalActionIn = Annotated[
    MatchIn | ConfirmSignalIn | RefuseSignalIn | ReleaseIn, Field(discriminator="action")
]


class SignalEvidenceOut(Out):
    """A piece of evidence for or against one event."""

    code: Evidence
    label_vi: str
    label_en: str


class ProposedMatchOut(Out):
    """A case of which the signal may tell; people decide whether it does."""

    case_id: UUID
    case_number: str | None
    occurred_on: date
    area_code: str
    employer_name: str
    severity: Severity | None
    registration: State
    score: int = Field(description="points; the higher, the more alike")
    reasons: list[SignalEvidenceOut]


class SignalSummaryOut(Out):
    """A signal as it stands in a list."""

    id: UUID
    source: SignalSource
    state: SignalState
    reference: str | None
    occurred_on: date
    area_code: str
    area_code_now: str
    received_at: Moment
    organisation_id: UUID
    case_id: UUID | None
    decided_at: Moment | None
    decision_reason: str | None = Field(description="told to the sender, too")


class SignalOut(SignalSummaryOut):
    """A signal with what was sent, masked by what the caller may see."""

    content: dict[str, Any] | None = Field(
        description="the body as it was sent, without masked fields; null once it was erased"
    )
    masked_fields: list[str]
    proposed_matches: list[ProposedMatchOut] | None = Field(
        description="the likest cases first; null for callers who do not handle signals"
    )
    available_actions: list[SignalAction]


class SignalPageOut(Out):
    """A page of signals, last received first; `next` is the address of the next one."""

    items: list[SignalSummaryOut]
    next: str | None


def whole(
    row: SignalRow, content: dict[str, Any], matches: list[ProposedMatch] | None, actor: Actor
) -> SignalOut:
    """Return the signal of *row* as *actor* may see it."""
    hidden = [name for name in masked(actor) if name in PersonSeenIn.model_fields]
    for victim in content.get("victims", []):
        for name in hidden:
            victim.pop(name, None)
    handles = actor.may(Permission.SIGNALS_HANDLE)
    return SignalOut(
        **dict(SignalSummaryOut.model_validate(row)),
        content=content or None,
        masked_fields=[f"/victims/*/{name}" for name in hidden],
        proposed_matches=None if matches is None else [_proposed(one) for one in matches],
        available_actions=list(ALLOWED[row.state]) if handles else [],
    )


def _proposed(found: ProposedMatch) -> ProposedMatchOut:
    case = found.case
    return ProposedMatchOut(
        case_id=case.id,
        case_number=case.number,
        occurred_on=case.occurred_on,
        area_code=case.area_code,
        employer_name=case.employer_name,
        severity=case.severity,
        registration=case.registration,
        score=found.likeness.score,
        reasons=[
            SignalEvidenceOut(code=one, label_vi=one.label.vi, label_en=one.label.en)
            for one in found.likeness.reasons
        ],
    )


_SIGNAL = TypeAdapter(signals.Signal)
