"""Victims of a periodic return as they are sent."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter

from osh_incidents.api.schemas.base import Salvaged
from osh_incidents.api.schemas.signals import PersonSeenIn
from osh_incidents.api.schemas.types import AreaCode, Day, Line, Name, Paragraph, TaxCode
from osh_incidents.api.schemas.workforce import Period
from osh_incidents.domain import signals
from osh_incidents.domain.signals import SignalSource

EXAMPLE: dict[str, Any] = {
    "reference": "2026-H1",
    "occurred_on": "2026-03-04",
    "area_code": "11311",
    "place": "Phân xưởng dập",
    "employer_name": "Công ty TNHH Cơ khí Ví Dụ",
    "tax_code": "0200123457",
    "victims": [{"full_name": "Trần Thị Bình", "birth_year": 1990, "condition": "severe"}],
}
_DESCRIPTION = "Nạn nhân nêu trong báo cáo định kỳ về tai nạn lao động."


class PersonListedIn(PersonSeenIn):
    """A victim as a return names one."""

    full_name: Name


class ReturnVictimIn(Salvaged):
    """A victim of the return of a unit; a signal of the source `return` if nobody declared it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    reference: Period = Field(description="the period of the return")
    occurred_on: Day
    area_code: AreaCode = Field(description="commune-level unit of the place on that day")
    place: Line | None = None
    employer_name: Line | None = None
    tax_code: TaxCode
    description: Paragraph | None = None
    victims: Annotated[list[PersonListedIn], Field(min_length=1, max_length=1)]

    def signal(self) -> signals.Signal:
        """Return it as the signal that the services take."""
        told = self.model_dump() | {"description": self.description or _DESCRIPTION}
        return _SIGNAL.validate_python({"source": SignalSource.RETURN, "occurred_at": None, **told})


_SIGNAL = TypeAdapter(signals.Signal)
