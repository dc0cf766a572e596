"""Frozen snapshots of a case on which every rule decides."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import (
    CaseKind,
    Conclusion,
    ExtensionState,
    Fault,
    HandlingKind,
    NotEntitled,
    Relation,
    Scheme,
)


@dataclass(frozen=True, slots=True)
class VictimFacts:
    """What the rules ask of a victim."""

    relation: Relation
    dead: bool
    injury_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the rules ask of a claim; money in whole đồng."""

    state: State
    scheme: Scheme
    occurred_on: date
    dead: bool
    loss_percent: int | None = None
    monthly_wage_vnd: int | None = None
    entitled_on: date | None = None
    not_entitled_reason: NotEntitled | None = None
    decided_vnd: int | None = None
    paid_vnd: int = 0
    file_open: bool = True
    law: Law = SHIPPED


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules ask of a case; *occurred_on* is the local day of accident or diagnosis.

    *extension_most* is the longest extension in days that the law gives this class of accident,
    and *acting* the account that acts now.
    """

    kind: CaseKind
    occurred_on: date
    victims: tuple[VictimFacts, ...]
    registration: State = State.DECLARED
    investigation: State | None = None
    disease: State | None = None
    handling: State = State.OPEN
    claims: tuple[ClaimFacts, ...] = ()
    team_seats: frozenset[str] = field(default_factory=frozenset)
    team_has_head: bool = False
    extension: ExtensionState | None = None
    extension_days: int | None = None
    extension_most: int = 0
    extension_requested_by: UUID | None = None
    acting: UUID | None = None
    conclusion: Conclusion | None = None
    fault: Fault | None = None
    main_cause: str | None = None
    published_at: datetime | None = None
    loss_percent: int | None = None
    handling_kind: HandlingKind | None = None
    handling_reason: str | None = None
    law: Law = SHIPPED
