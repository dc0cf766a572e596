"""Workplaces as they are taken in and published."""

from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import AreaCode, Line, Moment, Short, TaxCode, VsicCode
from osh_incidents.domain.vocabulary import OwnerType
from osh_incidents.services.workplaces import Workplace

EXAMPLE: dict[str, Any] = {
    "tax_code": "0200123457",
    "area_code": "11311",
    "name": "Công ty TNHH Cơ khí Ví Dụ",
    "vsic_code": "2592",
    "owner_type": "private",
}
ZoneCode = Short


class WorkplaceUnitIn(In):
    """A unit of an employer, known by its tax code and area."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    tax_code: TaxCode
    area_code: AreaCode = Field(description="commune-level unit, five digits")
    name: Line
    vsic_code: VsicCode
    owner_type: OwnerType
    zone_code: ZoneCode | None = Field(
        default=None, max_length=20, description="economic zone; set by the department alone"
    )

    def workplace(self) -> Workplace:
        """Return the unit as the service takes it."""
        return Workplace(**dict(self))


class WorkplaceUnitOut(Out):
    """A unit of an employer as it is known now."""

    id: UUID
    tax_code: str
    area_code: str
    name: str
    vsic_code: str
    owner_type: OwnerType
    zone_code: str | None
    created_at: Moment


class WorkplacePageOut(Out):
    """Some workplaces, and the address of those that follow."""

    items: list[WorkplaceUnitOut]
    next: str | None
