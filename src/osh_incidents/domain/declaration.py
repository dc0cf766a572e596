"""A declaration as it is sent: who declares, for which workplace, what happened, to whom."""

from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.domain.vocabulary import (
    CaseKind,
    DeathLink,
    Declarant,
    InjuryFactor,
    OwnerType,
    Relation,
    Severity,
    Sex,
    Ship,
    SpecialRegime,
)


@dataclass(frozen=True, slots=True)
class DeclarantPart:
    """On whose duty it is sent, and the person who signs."""

    role: Declarant
    name: str
    position: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class WorkplacePart:
    """The employer's unit; *workers_total* on the day of the accident or diagnosis."""

    tax_code: str
    name: str
    vsic_code: str
    owner_type: OwnerType
    area_code: str
    address: str | None = None
    workers_total: int | None = None
    workers_female: int | None = None


@dataclass(frozen=True, slots=True)
class AccidentPart:
    """What happened; moments are aware, *area_code* is the unit of the place on that day."""

    occurred_at: datetime
    area_code: str
    description: str
    place: str | None = None
    inside_workplace: bool | None = None
    commuting: bool = False
    preliminary_cause: str | None = None
    injury_factor: InjuryFactor | None = None
    special_regime: SpecialRegime | None = None
    ship: Ship | None = None
    technical_incident: bool = False
    casualties_unclear: bool = False
    known_at: datetime | None = None
    rescue: str | None = None
    scene_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """A stretch of work with a harmful agent; months as `YYYY-MM`."""

    agent: str
    since: str
    until: str | None = None
    employer_tax_code: str | None = None


@dataclass(frozen=True, slots=True)
class DiseasePart:
    """What was diagnosed; *list_no* is the number in the insured list of *diagnosed_on*."""

    list_no: int
    diagnosed_on: date
    icd10: str | None = None
    facility: str | None = None
    exposures: tuple[Exposure, ...] = ()


@dataclass(frozen=True, slots=True)
class VictimPart:
    """One person hurt, killed or ill; the wage is whole đồng a month."""

    full_name: str
    sex: Sex
    relation: Relation
    birth_date: date | None = None
    birth_year: int | None = None
    citizen_id: str | None = None
    occupation_code: str | None = None
    employer_tax_code: str | None = None
    condition: Severity | None = None
    injury_codes: tuple[str, ...] = ()
    died_at: datetime | None = None
    death_link: DeathLink | None = None
    forensic_reference: str | None = None
    treated_at: str | None = None
    monthly_wage_vnd: int | None = None
    insured: bool | None = None
    insured_since: str | None = None

    @property
    def dead(self) -> bool:
        """Whether this person died of the accident, as far as is told, with or without the time.

        A death counts at any later time (Decree 39/2016 art. 9), until it is shown not to be from
        the accident.
        """
        if self.death_link is not None:
            return self.death_link is not DeathLink.NOT_FROM_ACCIDENT
        return self.died_at is not None or self.condition is Severity.FATAL


@dataclass(frozen=True, slots=True)
class Declaration:
    """One accident with its victims, or one disease of one person."""

    kind: CaseKind
    declarant: DeclarantPart
    workplace: WorkplacePart
    victims: tuple[VictimPart, ...]
    accident: AccidentPart | None = None
    disease: DiseasePart | None = None
