"""Cases that may be one, side by side, and what was decided on them."""

from datetime import date
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import Moment, Reason
from osh_incidents.domain.duplicates import LEAST_SHOWN, LEAST_SUSPICIOUS, PairState
from osh_incidents.domain.likeness import Reason as Evidence
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Declarant, Relation, Severity, Sex
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow
from osh_incidents.services.duplicates import Resemblance
from osh_incidents.services.links import Decision, Link, Links, PairVerdict
from osh_incidents.services.snapshots import present


class PairEvidenceOut(Out):
    """A piece of evidence for or against two cases being one."""

    code: Evidence
    label_vi: str
    label_en: str

    @classmethod
    def of(cls, reason: Evidence) -> "PairEvidenceOut":
        """Return *reason* in words."""
        return cls(code=reason, label_vi=reason.label.vi, label_en=reason.label.en)


class ComparedPersonOut(Out):
    """A victim as far as two are told apart; that ids are the same is told by the evidence."""

    full_name: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex
    relation: Relation
    declared_condition: Severity | None


class RecordOut(Out):
    """A case as it is held beside another."""

    id: UUID
    number: str | None
    kind: CaseKind
    registration: State
    led_by: UUID | None
    declared_at: Moment
    declared_by: list[Declarant] = Field(description="in the order of the declarations")
    occurred_at: Moment | None
    occurred_on: date
    area_code_now: str
    area_name: str
    place: str | None
    employer_name: str
    tax_code: str
    severity: Severity | None
    list_no: int | None = Field(description="number of the disease in the list")
    victims: list[ComparedPersonOut]

    @classmethod
    def of(cls, case: CaseRow) -> "RecordOut":
        """Return what *case* tells of its event."""
        return cls(
            id=case.id,
            number=case.number,
            kind=case.kind,
            registration=case.registration,
            led_by=case.led_by_id,
            declared_at=case.declared_at,
            declared_by=[declaration.declarant_role for declaration in case.declarations],
            occurred_at=case.occurred_at,
            occurred_on=case.occurred_on,
            area_code_now=case.area_code_now,
            area_name=case.area_name,
            place=case.place,
            employer_name=case.employer_name,
            tax_code=case.tax_code,
            severity=case.severity,
            list_no=case.finding.list_no if case.finding else None,
            victims=[ComparedPersonOut.model_validate(victim) for victim in present(case)],
        )


_MASKED = ["other", "score", "reasons", "decided_at", "decision_reason"]


class PossibleDuplicateOut(Out):
    """Another case that looks like this one.

    Who may not link cases sees only that there is one and what became of it; the other fields are
    null and named in `masked_fields`.
    """

    case_id: UUID
    state: PairState | None = Field(
        description="null: alike, but not enough for anybody to have to decide"
    )
    score: int | None = Field(
        description=f"shown from {LEAST_SHOWN}; from {LEAST_SUSPICIOUS} somebody has to decide"
    )
    reasons: list[PairEvidenceOut] | None
    decided_at: Moment | None
    decision_reason: str | None
    other: RecordOut | None
    masked_fields: list[str]

    @classmethod
    def of(cls, found: Resemblance) -> "PossibleDuplicateOut":
        """Return *found* as it may be told."""
        pair, told = found.pair, found.other is not None
        decided = pair if told else None
        return cls(
            case_id=found.other_id,
            state=pair.state if pair else None,
            score=found.score,
            reasons=[PairEvidenceOut.of(reason) for reason in found.reasons] if told else None,
            decided_at=decided.decided_at if decided else None,
            decision_reason=decided.decision_reason if decided else None,
            other=RecordOut.of(found.other) if found.other else None,
            masked_fields=[] if told else _MASKED,
        )


class PossibleDuplicatesOut(Out):
    """This case, and everything that looks like it: first what somebody has to decide on."""

    case: RecordOut | None = Field(description="null for who may not link cases")
    items: list[PossibleDuplicateOut]


class LinkIn(In):
    """What is decided on this case and another."""

    relation: PairVerdict
    case_id: UUID = Field(description="the other case; of a duplicate, the one that leads")
    reason: Reason

    def decision(self) -> Decision:
        """Return the decision."""
        return Decision(self.relation, self.case_id, self.reason)


class PairOut(Out):
    """Two cases that look like one, and what is decided on them."""

    first_id: UUID
    second_id: UUID
    state: PairState
    score: int
    reasons: list[PairEvidenceOut]
    found_at: Moment
    decided_by: UUID | None
    decided_at: Moment | None
    decision_reason: str | None

    @classmethod
    def of(cls, pair: DuplicatePairRow) -> "PairOut":
        """Return *pair* with its evidence in words."""
        return cls(
            first_id=pair.first_id,
            second_id=pair.second_id,
            state=pair.state,
            score=pair.score,
            reasons=[PairEvidenceOut.of(Evidence(code)) for code in pair.reasons],
            found_at=pair.found_at,
            decided_by=pair.decided_by,
            decided_at=pair.decided_at,
            decision_reason=pair.decision_reason,
        )


class LinkOut(Out):
    """A linked case; all but its id is null for who may not see that case."""

    case_id: UUID
    number: str | None
    registration: State | None
    declared_at: Moment | None
    occurred_on: date | None
    employer_name: str | None
    linked_at: Moment | None
    reason: str | None

    @classmethod
    def of(cls, link: Link) -> "LinkOut":
        """Return *link* as it may be told."""
        case, pair = link.other, link.pair if link.other else None
        return cls(
            case_id=link.other_id,
            number=case.number if case else None,
            registration=case.registration if case else None,
            declared_at=case.declared_at if case else None,
            occurred_on=case.occurred_on if case else None,
            employer_name=case.employer_name if case else None,
            linked_at=pair.decided_at if pair else None,
            reason=pair.decision_reason if pair else None,
        )


class LinksOut(Out):
    """The case to which this one belongs, and those that belong to it."""

    led_by: LinkOut | None
    leads: list[LinkOut]

    @classmethod
    def of(cls, links: Links) -> "LinksOut":
        """Return *links* as they may be told."""
        lead = LinkOut.of(links.lead) if links.lead else None
        return cls(led_by=lead, leads=[LinkOut.of(link) for link in links.led])
