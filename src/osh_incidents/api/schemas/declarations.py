"""A declaration as it is sent, and the answer to it."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, TypeAdapter

from osh_incidents.api.schemas.base import In, Salvaged
from osh_incidents.api.schemas.examples import ACCIDENT, DISEASE
from osh_incidents.api.schemas.types import (
    AreaCode,
    CauseCode,
    CitizenId,
    Day,
    Dong,
    Flag,
    Icd10,
    InjuryCode,
    Line,
    Moment,
    Month,
    Name,
    OccupationCode,
    Paragraph,
    Phone,
    TaxCode,
    VsicCode,
    Workers,
)
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.vocabulary import (
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


class DeclarantIn(In):
    """On whose duty it is sent, and the person who signs."""

    role: Declarant
    name: Line
    position: Line | None = None
    phone: Phone | None = None


class WorkplaceIn(In):
    """The employer's unit where the victims work."""

    tax_code: TaxCode = Field(description="mã số thuế: 10 or 13 digits, or 12 of a person")
    name: Line
    vsic_code: VsicCode
    owner_type: OwnerType
    area_code: AreaCode = Field(description="commune-level unit, five digits")
    address: Line | None = None
    workers_total: Workers | None = None
    workers_female: Workers | None = None


class AccidentIn(In):
    """What happened, where and when."""

    occurred_at: Moment
    area_code: AreaCode = Field(description="commune-level unit of the place on that day")
    place: Line | None = None
    inside_workplace: Flag | None = None
    commuting: Flag = False
    description: Paragraph
    preliminary_cause: CauseCode | None = None
    injury_factor: InjuryFactor | None = None
    special_regime: SpecialRegime | None = None
    ship: Ship | None = Field(default=None, description="of a seafarer's accident")
    technical_incident: Flag = False
    casualties_unclear: Flag = Field(
        default=False, description="of a technical incident: nobody knows yet who was hurt"
    )
    known_at: Moment | None = None
    rescue: Paragraph | None = None
    scene_kept: Flag | None = None


class ExposureIn(In):
    """A stretch of work with a harmful agent."""

    model_config = ConfigDict(populate_by_name=True)

    agent: Line
    since: Month = Field(alias="from")
    until: Month | None = Field(default=None, alias="to")
    employer_tax_code: TaxCode | None = None


class DiseaseIn(In):
    """What was diagnosed, by whom, after which exposures."""

    list_no: Annotated[int, Field(strict=True, ge=1, le=99)] = Field(
        description="number in the list of insured diseases in force on the day of diagnosis"
    )
    icd10: Icd10 | None = None
    diagnosed_on: Day
    facility: Line | None = None
    exposures: tuple[ExposureIn, ...] = Field(default=(), max_length=50)


class VictimIn(In):
    """One person hurt, killed or ill."""

    full_name: Name
    sex: Sex
    birth_date: Day | None = None
    birth_year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = Field(
        default=None, description="where the day is not known"
    )
    citizen_id: CitizenId | None = None
    occupation_code: OccupationCode | None = None
    relation: Relation
    employer_tax_code: TaxCode | None = None
    condition: Severity | None = None
    injury_codes: tuple[InjuryCode, ...] = Field(default=(), max_length=20)
    died_at: Moment | None = None
    death_link: DeathLink | None = None
    forensic_reference: Line | None = Field(
        default=None, description="forensic minutes or judgement that links death and accident"
    )
    treated_at: Line | None = None
    monthly_wage_vnd: Dong | None = None
    insured: Flag | None = None
    insured_since: Month | None = None


class _DeclarationIn(Salvaged):
    declarant: DeclarantIn
    workplace: WorkplaceIn

    def declaration(self) -> Declaration:
        """Return the declaration as the services take it."""
        return _DECLARATION.validate_python(self.model_dump())


class AccidentDeclarationIn(_DeclarationIn):
    """A declaration of an accident with all its victims."""

    model_config = ConfigDict(json_schema_extra={"examples": [ACCIDENT]})

    kind: Literal["accident"]
    accident: AccidentIn
    victims: list[VictimIn] = Field(
        max_length=500, description="empty only for a technical incident with unclear casualties"
    )


class DiseaseDeclarationIn(_DeclarationIn):
    """A declaration of one person's disease."""

    model_config = ConfigDict(json_schema_extra={"examples": [DISEASE]})

    kind: Literal["disease"]
    disease: DiseaseIn
    victims: list[VictimIn] = Field(min_length=1, max_length=1)


def _kind(value: Any) -> str:
    """Return which of the two is meant, even when `kind` itself is missing or wrong."""
    if isinstance(value, dict):
        if value.get("kind") in ("accident", "disease"):
            return str(value["kind"])
        return "disease" if "disease" in value else "accident"
    return str(getattr(value, "kind", "accident"))


DeclarationIn = Annotated[
    Annotated[AccidentDeclarationIn, Tag("accident")]
    | Annotated[DiseaseDeclarationIn, Tag("disease")],
    Discriminator(_kind),
]

_DECLARATION = TypeAdapter(Declaration)
