"""Keeping the units of employers, each by its tax code and area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.imports import RowOutcome
from osh_incidents.domain.labels import Text
from osh_incidents.domain.names import fold
from osh_incidents.domain.sectors import section_of
from osh_incidents.domain.vocabulary import OwnerType
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import WorkplaceRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import tax_codes

_NOT_YOURS = Text(
    "Tài khoản này chỉ ghi cơ sở mang mã số thuế của mình.",
    "This account writes workplaces of its own tax code only.",
)
_NO_ZONES = Text("Doanh nghiệp không tự ghi khu kinh tế.", "An employer does not set the zone.")
_UNKNOWN_AREA = Text("Không có đơn vị hành chính này.", "There is no such area.")
_UNKNOWN_CODE = Text("Mã không có trong danh mục.", "The code is not in the list.")


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit at one place; an empty zone leaves the one that is known."""

    tax_code: str
    area_code: str
    name: str
    vsic_code: str
    owner_type: OwnerType
    zone_code: str | None = None


def put(
    uow: UnitOfWork, actor: Actor, unit: Workplace, now: datetime
) -> tuple[WorkplaceRow, RowOutcome]:
    """Keep *unit*, or change what is known of it; cases keep the facts of their day.

    Raises:
        InvalidFields: with every fault found.
    """
    if found := list(faults(uow, actor, unit, now)):
        raise InvalidFields(errors=found)
    row = uow.workplaces.known(unit.tax_code, unit.area_code)
    outcome = _outcome(row, unit)
    if row is None:
        row = WorkplaceRow(
            id=new_id(), tax_code=unit.tax_code, area_code=unit.area_code, created_at=now
        )
        uow.add(row)
    if outcome is not RowOutcome.UNCHANGED:
        row.name, row.name_folded = unit.name, fold(unit.name)
        row.vsic_code, row.owner_type = unit.vsic_code, unit.owner_type
        row.zone_code = unit.zone_code or row.zone_code
    uow.flush()
    return row, outcome


def outcome_of(uow: UnitOfWork, unit: Workplace) -> RowOutcome:
    """Return what `put` would make of *unit*, which has no faults."""
    return _outcome(uow.workplaces.known(unit.tax_code, unit.area_code), unit)


def faults(uow: UnitOfWork, actor: Actor, unit: Workplace, now: datetime) -> Iterator[FieldFault]:
    """Yield what keeps *actor* from keeping *unit*."""
    if actor.role is Role.EMPLOYER:
        if unit.tax_code != actor.tax_code:
            yield FieldFault("/tax_code", "not_your_unit", _NOT_YOURS)
        if unit.zone_code is not None:
            yield FieldFault("/zone_code", "not_yours_to_set", _NO_ZONES)
    if uow.areas.on(unit.area_code, local_day(now)) is None:
        yield FieldFault("/area_code", "unknown_area", _UNKNOWN_AREA)
    if section_of(unit.vsic_code) is None:
        yield FieldFault("/vsic_code", "unknown_code", _UNKNOWN_CODE)


def warnings(unit: Workplace) -> Sequence[FieldFault]:
    """Return what is odd about *unit*, and does not keep it out."""
    return list(tax_codes.warnings(unit.tax_code, "/tax_code"))


def _outcome(row: WorkplaceRow | None, unit: Workplace) -> RowOutcome:
    if row is None:
        return RowOutcome.ACCEPTED
    known = (row.name, row.vsic_code, row.owner_type, unit.zone_code and row.zone_code)
    same = known == (unit.name, unit.vsic_code, unit.owner_type, unit.zone_code)
    return RowOutcome.UNCHANGED if same else RowOutcome.UPDATED
