"""Reading what is asked of an indicator."""

from typing import Annotated

from fastapi import Depends, Query

from osh_incidents.api.dependencies import Now
from osh_incidents.api.routing import at_once
from osh_incidents.api.schemas.types import AreaCode, Moment
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.indicators.model import Basis, Dimension, spans
from osh_incidents.domain.labels import Text
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.vocabulary import OwnerType, Relation, Sex
from osh_incidents.services.indicators import Question

_PERIOD = r"^20[0-9]{2}(-H[12])?$"
_ORDER = Text("Kỳ cuối trước kỳ đầu.", "The last period lies before the first.")
_TOO_MANY = Text("Nhiều nhất 40 năm.", "At most 40 years.")
_UNKNOWN = Text("Chiều phân tổ không có.", "Not one of the dimensions.")
_FUTURE = Text("Thời điểm ở tương lai.", "This lies in the future.")
_MOST_YEARS = 40


def question(
    now: Now,
    first: Annotated[
        str | None, Query(alias="from", pattern=_PERIOD, description="2024 or 2024-H1")
    ] = None,
    last: Annotated[
        str | None, Query(alias="to", pattern=_PERIOD, description="2026 or 2026-H2")
    ] = None,
    by: Annotated[
        str | None,
        Query(
            max_length=100,
            description="area, sector, relation, sex, severity, owner_type, zone; by comma",
        ),
    ] = None,
    area: AreaCode | None = None,
    sector: Annotated[str | None, Query(pattern=r"^[A-U]$")] = None,
    relation: Relation | None = None,
    sex: Sex | None = None,
    severity: Annotated[str | None, Query(pattern=r"^(fatal|severe|light|none)$")] = None,
    owner_type: OwnerType | None = None,
    zone: Annotated[
        str | None, Query(pattern=r"^[a-z0-9-]{1,20}$", description="none: outside every zone")
    ] = None,
    boundary: Boundary = Boundary.CURRENT,
    basis: Basis = Basis.OCCURRED,
    as_known_at: Moment | None = None,
) -> Question:
    """Return what is asked; the present year unless said otherwise.

    Raises:
        InvalidFields: the periods are in the wrong order or too many, a dimension is unknown, or
            the moment lies in the future.
    """
    this_year = str(local_day(now).year)
    start, end = first or last or this_year, last or first or this_year
    if as_known_at is not None and as_known_at > now:
        raise InvalidFields(errors=[FieldFault("/as_known_at", "in_future", _FUTURE)])
    where = {
        Dimension.AREA: area,
        Dimension.SECTOR: sector,
        Dimension.RELATION: relation,
        Dimension.SEX: sex,
        Dimension.SEVERITY: severity,
        Dimension.OWNER_TYPE: owner_type,
        Dimension.ZONE: zone,
        # Whatever this office holds lies in the territory of today.
        Dimension.BOUNDARY: None if boundary is Boundary.CURRENT else boundary,
    }
    try:
        asked = spans(start, end)
    except ValueError as error:
        raise InvalidFields(errors=[FieldFault("/to", "before_start", _ORDER)]) from error
    if int(end[:4]) - int(start[:4]) >= _MOST_YEARS:
        raise InvalidFields(errors=[FieldFault("/to", "too_many", _TOO_MANY)])
    return Question(
        asked,
        as_known_at or now,
        _dimensions(by),
        basis,
        {name: str(value) for name, value in where.items() if value is not None},
        live=as_known_at is None,
    )


Asked = Annotated[Question, Depends(at_once(question))]


def _dimensions(by: str | None) -> tuple[Dimension, ...]:
    names = dict.fromkeys(by.split(",")) if by else {}
    known = {dimension.value for dimension in Dimension} - {Dimension.BOUNDARY.value}
    if not set(names) <= known:
        raise InvalidFields(errors=[FieldFault("/by", "not_in_list", _UNKNOWN)])
    return tuple(Dimension(name) for name in names)
