"""Filling a case from a declaration: employer, place, victims; personal data is sealed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import zip_longest
from typing import Any
from uuid import UUID

from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration import Declaration, VictimPart
from osh_incidents.domain.names import fold
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.sectors import section_of
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import BASE
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.base import AuthorityBase, assign, new_id
from osh_incidents.persistence.repositories.workplaces import Unit
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow, WorkplaceRow
from osh_incidents.persistence.tables.findings import DiseaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import citizens


def event_day(declaration: Declaration) -> date:
    """Return the local day of the accident, or of the diagnosis."""
    if declaration.accident is not None:
        return local_day(declaration.accident.occurred_at)
    assert declaration.disease is not None
    return declaration.disease.diagnosed_on


def open_case(uow: UnitOfWork, declaration: Declaration, now: datetime) -> CaseRow:
    """Return a new case with the facts of *declaration*, every track at its beginning.

    Its unit is set by `at_workplaces`, for many cases at once.
    """
    accident = declaration.kind is CaseKind.ACCIDENT
    case = CaseRow(
        id=new_id(),
        kind=declaration.kind,
        declared_at=now,
        registration=REGISTRATION.initial,
        investigation=BASE.initial if accident else None,
        disease=None if accident else DISEASE.initial,
        handling=HANDLING.initial,
        # Said to be empty, so that nothing is asked of the database about a case it has not yet.
        victims=[],
        declarations=[],
        claims=[],
        clocks=[],
        recipients=[],
        led=[],
        rounds=[],
        finding=None,
        decisions=[],
        **_told(uow, declaration),
    )
    _tell_of_disease(case, declaration)
    return case


def areas_of(declaration: Declaration) -> Iterator[str]:
    """Yield the code of the commune where it happened, if that is told apart, and of the unit."""
    if declaration.accident is not None:
        yield declaration.accident.area_code
    yield declaration.workplace.area_code


def rows(case: CaseRow) -> list[AuthorityBase]:
    """Return everything a new *case* consists of."""
    finding = [case.finding] if case.finding is not None else []
    return [case, *case.victims, *case.declarations, *case.clocks, *case.recipients, *finding]


def at_workplaces(
    uow: UnitOfWork, declared: Sequence[tuple[CaseRow, Declaration, datetime]]
) -> None:
    """Set at which unit each case was *declared*, and when; one that nobody knows is kept."""
    told = {_unit(one): partial(_workplace, one, now) for _, one, now in declared}
    units = uow.workplaces.kept(told)
    for case, declaration, _ in declared:
        unit = units[_unit(declaration)]
        case.workplace_id, case.zone_code = unit.id, unit.zone_code


def refill(uow: UnitOfWork, case: CaseRow, declaration: Declaration) -> None:
    """Set what happened and where from *declaration*, and what it tells of the unit."""
    assign(case, _told(uow, declaration))
    _tell_of_disease(case, declaration)


def set_victims(uow: UnitOfWork, case: CaseRow, declaration: Declaration, now: datetime) -> None:
    """Set the victims of *case* to those of *declaration*, in their order.

    One no longer named is withdrawn for good: who is named in its place later is somebody else.
    """
    known = [victim for victim in case.victims if victim.withdrawn_at is None]
    for victim, part in zip_longest(known, declaration.victims):
        if part is None:
            victim.withdrawn_at = now
        else:
            _fill(uow, case, victim, part)


def _fill(uow: UnitOfWork, case: CaseRow, victim: VictimRow | None, part: VictimPart) -> None:
    if victim is not None:
        assign(victim, _told_of(victim.id, part, uow.sealer))
        return
    last = max((victim.ordinal for victim in case.victims), default=0)
    told = _told_of(victim_id := new_id(), part, uow.sealer)
    case.victims.append(VictimRow(id=victim_id, case_id=case.id, ordinal=last + 1, **told))


def _told_of(victim_id: UUID, part: VictimPart, sealer: Sealer) -> dict[str, object]:
    """Return what *part* tells of a victim."""
    return {
        "full_name": part.full_name,
        "name_folded": fold(part.full_name),
        "sex": part.sex,
        "relation": part.relation,
        "birth_date": part.birth_date,
        "birth_year": part.birth_year,
        "occupation_code": part.occupation_code,
        "employer_tax_code": part.employer_tax_code,
        "declared_condition": part.condition,
        "dead": part.dead,
        "died_at": part.died_at,
        "death_link": part.death_link,
        "forensic_reference": part.forensic_reference,
        "monthly_wage_vnd": part.monthly_wage_vnd,
        "insured": part.insured,
        "insured_since": part.insured_since,
        "health": {"injury_codes": part.injury_codes, "treated_at": part.treated_at},
        **citizens.kept(victim_id, part.citizen_id or None, sealer),
    }


def _unit(declaration: Declaration) -> Unit:
    return declaration.workplace.tax_code, declaration.workplace.area_code


def _workplace(declaration: Declaration, now: datetime) -> WorkplaceRow:
    unit = declaration.workplace
    return WorkplaceRow(
        id=new_id(),
        tax_code=unit.tax_code,
        area_code=unit.area_code,
        name=unit.name,
        name_folded=fold(unit.name),
        vsic_code=unit.vsic_code,
        owner_type=unit.owner_type,
        created_at=now,
    )


def _told(uow: UnitOfWork, declaration: Declaration) -> dict[str, Any]:
    """Return what *declaration* tells of a case."""
    unit, day = declaration.workplace, event_day(declaration)
    accident = declaration.accident
    area = uow.areas.on((accident or unit).area_code, day)
    assert area is not None, "checked with the faults"
    place = accident.place if accident else None
    return {
        "tax_code": unit.tax_code,
        "employer_name": unit.name,
        "vsic_code": unit.vsic_code,
        "owner_type": unit.owner_type,
        "sector": section_of(unit.vsic_code) or "",
        "workers_total": unit.workers_total,
        "workers_female": unit.workers_female,
        "occurred_on": day,
        "area_code": area.code,
        "area_name": area.name,
        "area_code_now": uow.areas.today(area),
        "search_folded": fold(f"{unit.name} {unit.tax_code} {area.name} {place or ''}"),
        **({} if accident is None else {name: getattr(accident, name) for name in _OF_ACCIDENT}),
    }


_OF_ACCIDENT = (
    "occurred_at",
    "place",
    "inside_workplace",
    "commuting",
    "preliminary_cause",
    "injury_factor",
    "special_regime",
    "ship",
    "technical_incident",
    "casualties_unclear",
)
"""What is told of an accident alone, by the columns of a case."""


def _tell_of_disease(case: CaseRow, declaration: Declaration) -> None:
    part = declaration.disease
    if part is None:
        return
    if case.finding is None:
        case.finding = DiseaseRow(case_id=case.id)
    case.finding.list_no, case.finding.icd10 = part.list_no, part.icd10
    case.finding.diagnosed_on, case.finding.facility = part.diagnosed_on, part.facility
