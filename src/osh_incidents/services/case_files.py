"""Filling a case from a declaration: employer, place, victims; personal data is sealed."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest

from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration import Declaration, VictimPart
from osh_incidents.domain.names import fold
from osh_incidents.domain.sectors import section_of
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import BASE
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.base import AuthorityBase, new_id
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
    )
    refill(uow, case, declaration)
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
    units = uow.workplaces.kept(_workplace(declaration, now) for _, declaration, now in declared)
    for case, declaration, _ in declared:
        told = declaration.workplace
        unit = units[told.tax_code, told.area_code]
        case.workplace_id, case.zone_code = unit.id, unit.zone_code


def refill(uow: UnitOfWork, case: CaseRow, declaration: Declaration) -> None:
    """Set what happened and where from *declaration*, and what it tells of the unit."""
    unit = declaration.workplace
    case.tax_code, case.employer_name = unit.tax_code, unit.name
    case.vsic_code, case.owner_type = unit.vsic_code, unit.owner_type
    case.sector = section_of(unit.vsic_code) or ""
    case.workers_total, case.workers_female = unit.workers_total, unit.workers_female
    case.occurred_on = event_day(declaration)
    _place(uow, case, declaration)
    accident = declaration.accident
    if accident is not None:
        case.occurred_at, case.place = accident.occurred_at, accident.place
        case.inside_workplace, case.commuting = accident.inside_workplace, accident.commuting
        case.preliminary_cause = accident.preliminary_cause
        case.injury_factor = accident.injury_factor
        case.special_regime, case.ship = accident.special_regime, accident.ship
        case.technical_incident = accident.technical_incident
        case.casualties_unclear = accident.casualties_unclear
    if declaration.disease is not None:
        _disease(case, declaration)
    case.search_folded = fold(f"{unit.name} {unit.tax_code} {case.area_name} {case.place or ''}")


def set_victims(uow: UnitOfWork, case: CaseRow, declaration: Declaration, now: datetime) -> None:
    """Set the victims of *case* to those of *declaration*, in their order.

    One no longer named is withdrawn for good: who is named in its place later is somebody else.
    """
    known = [victim for victim in case.victims if victim.withdrawn_at is None]
    for victim, part in zip_longest(known, declaration.victims):
        if part is None:
            victim.withdrawn_at = now
        else:
            _fill(uow, victim or _add_victim(case), part)


def _add_victim(case: CaseRow) -> VictimRow:
    last = max((victim.ordinal for victim in case.victims), default=0)
    victim = VictimRow(id=new_id(), case_id=case.id, ordinal=last + 1)
    case.victims.append(victim)
    return victim


def _fill(uow: UnitOfWork, victim: VictimRow, part: VictimPart) -> None:
    sealer, place = uow.sealer, str(victim.id)
    victim.full_name, victim.name_folded = part.full_name, fold(part.full_name)
    victim.sex, victim.relation = part.sex, part.relation
    victim.birth_date, victim.birth_year = part.birth_date, part.birth_year
    victim.occupation_code = part.occupation_code
    victim.employer_tax_code = part.employer_tax_code
    victim.declared_condition = part.condition
    victim.dead, victim.died_at = part.dead, part.died_at
    victim.death_link, victim.forensic_reference = part.death_link, part.forensic_reference
    victim.monthly_wage_vnd = part.monthly_wage_vnd
    victim.insured, victim.insured_since = part.insured, part.insured_since
    citizens.keep(victim, part.citizen_id or None, sealer)
    detail = {"injury_codes": part.injury_codes, "treated_at": part.treated_at}
    victim.health_sealed = sealer.seal(
        json.dumps(detail, ensure_ascii=False).encode(), f"victim.health:{place}"
    )


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


def _place(uow: UnitOfWork, case: CaseRow, declaration: Declaration) -> None:
    code = (declaration.accident or declaration.workplace).area_code
    area = uow.areas.on(code, case.occurred_on)
    assert area is not None, "checked with the faults"
    case.area_code, case.area_name = area.code, area.name
    case.area_code_now = uow.areas.today(area)


def _disease(case: CaseRow, declaration: Declaration) -> None:
    part = declaration.disease
    assert part is not None
    if case.finding is None:
        case.finding = DiseaseRow(case_id=case.id)
    case.finding.list_no, case.finding.icd10 = part.list_no, part.icd10
    case.finding.diagnosed_on, case.finding.facility = part.diagnosed_on, part.facility
