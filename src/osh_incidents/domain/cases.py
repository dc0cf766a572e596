"""Frozen snapshots of a case on which every rule decides."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.investigation_vocabulary import (
    CommutingEvidence,
    Conclusion,
    CriminalOutcome,
    ExtensionState,
    Fault,
    Petition,
    Petitioner,
)
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import (
    CaseKind,
    HandlingKind,
    Level,
    NotEntitled,
    Rejection,
    Relation,
    Scheme,
    Ship,
    SpecialRegime,
)


@dataclass(frozen=True, slots=True)
class VictimFacts:
    """What the rules ask of a victim; *dead* as far as the death is from the accident."""

    relation: Relation
    dead: bool
    injury_codes: tuple[str, ...]
    employer_tax_code: str | None = None


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
    payer_tax_code: str | None = None
    assessed_on: date | None = None
    acting: Actor | None = None
    today: date | None = None
    law: Law = SHIPPED


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules ask of a case; *occurred_on* is the local day of accident or diagnosis.

    *conclusion* is that of the round at work and *result* the one that stands meanwhile;
    *level* is the level that the law asks for now and *round_level* that of the team at work;
    *extension_most* is the longest extension in days that the law gives this class of accident,
    *complain_until* the last day to complain of the result, *decided_before_result* whether the
    handling was decided on a result that no longer stands, *assessed_on* the day of a disease's
    last assessment, *declared_by* the organisation that sent the first declaration, and *acting*
    who acts, on the local day *today*.
    """

    kind: CaseKind
    occurred_on: date
    victims: tuple[VictimFacts, ...]
    level: Level | None = None
    round_level: Level | None = None
    tax_code: str | None = None
    commuting: bool = False
    special_regime: SpecialRegime | None = None
    ship: Ship | None = None
    is_led: bool = False
    open_duplicates: int = 0
    request: CaseRequest | None = None
    requested_by: UUID | None = None
    registration: State = State.DECLARED
    rejection: Rejection | None = None
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
    criminal_case_open: bool = False
    criminal_outcome: CriminalOutcome | None = None
    commuting_evidence: CommutingEvidence | None = None
    petition: Petition | None = None
    petitioner: Petitioner | None = None
    petitioned_on: date | None = None
    complain_until: date | None = None
    conclusion: Conclusion | None = None
    result: Conclusion | None = None
    fault: Fault | None = None
    main_cause: str | None = None
    published_at: datetime | None = None
    loss_percent: int | None = None
    assessed_on: date | None = None
    decided_before_result: bool = False
    handling_kind: HandlingKind | None = None
    handling_reason: str | None = None
    declared_by: UUID | None = None
    acting: Actor | None = None
    today: date | None = None
    law: Law = SHIPPED

    @property
    def acting_id(self) -> UUID | None:
        """Return the account that acts, if somebody does."""
        return None if self.acting is None else self.acting.account_id
