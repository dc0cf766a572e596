"""Workforce numbers as they are taken in and published."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import AreaCode, Line, Moment, Workers
from osh_incidents.domain.vocabulary import Relation

Period = Annotated[
    str, StringConstraints(strict=True, pattern=r"^20[0-9]{2}(-H[12])?$", max_length=7)
]
Sector = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-U]$", max_length=1)]


class WorkersIn(In):
    """How many worked; an empty area, sector or relation means all of it."""

    period: Period
    area_code: AreaCode | None = None
    sector: Sector | None = None
    relation: Relation | None = None
    workers: Workers
    source: Line


class WorkforceIn(In):
    """Numbers that hold from now on; each replaces the one of the same cell."""

    numbers: list[WorkersIn] = Field(min_length=1, max_length=5_000)


class WorkersOut(Out):
    """A number of workers, where it comes from, and since when it is known."""

    id: UUID
    period: str
    area_code: str | None
    sector: str | None
    relation: Relation | None
    workers: int
    source: str
    known_from: Moment


class WorkforceOut(Out):
    """Numbers of workers."""

    items: list[WorkersOut]
