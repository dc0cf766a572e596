"""The areas of the city: loading them as shipped, and telling of them as they were on a day."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.law.instruments import IN_FORCE, TWO_TIERS
from osh_incidents.domain.names import fold
from osh_incidents.domain.territory import (
    Boundary,
    Competence,
    Place,
    Relative,
    boundaries,
    competence,
    require_known,
)
from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.rules import law_of

_CITY = "Thành phố Hải Phòng"


def load_areas(uow: UnitOfWork) -> int:
    """Enter the units that are missing and return how many were new.

    The units before 1/7/2025 are known as they were on their last day; that they were the same
    since 1/7/2016 is an approximation, since some were merged in between.
    """
    if uow.areas.current():
        return 0
    rows = shipped()
    uow.add(*rows)
    uow.flush()
    return len(rows)


def shipped() -> list[AreaRow | AreaSuccessorRow]:
    """Return every unit, and every link from one to the next, as they come with the code."""
    return [*units(), *_successors()]


def units() -> list[AreaRow]:
    """Return every unit, those that are no more first."""
    return [*_units_before(), *_units_now()]


@dataclass(frozen=True, slots=True)
class AreaQuery:
    """Which units are asked for: in being on *day*, by name and boundary, after a code."""

    day: date
    text: str | None = None
    boundary: Boundary | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """A unit on a day with who is competent, where it came from and what became of it."""

    competence: Competence
    predecessors: tuple[Relative, ...]
    successors: tuple[Relative, ...]


def place(uow: UnitOfWork, code: str, day: date) -> Place | None:
    """Return the unit that bore *code* on *day*, if one did."""
    return uow.areas.on(code, day)


def describe(uow: UnitOfWork, code: str, day: date) -> Described:
    """Return everything known of the unit that bore *code* on *day*.

    Raises:
        NoRuleInForce: *day* is before the first for which units are known.
        NotFound: no unit bore the code on that day.
    """
    require_known(day)
    unit = uow.areas.on(code, day)
    if unit is None:
        raise NotFound
    before = tuple(uow.areas.origins(unit))
    after = tuple(uow.areas.successors(unit))
    return Described(competence(unit, day, before, law_of(uow)), before, after)


def boundaries_of(uow: UnitOfWork, code: str, day: date) -> tuple[Boundary, ...]:
    """Return the boundaries of the unit that bore *code* on *day*; none if no unit is known."""
    unit = uow.areas.on(code, day)
    return () if unit is None else boundaries(unit, _provinces(uow.areas.origins(unit)))


def areas(uow: UnitOfWork, query: AreaQuery) -> list[tuple[Place, tuple[Boundary, ...]]]:
    """Return the units asked for with their boundaries, by code.

    A day knows a few hundred units, and no database folds accents alike, so they are sifted here.

    Raises:
        NoRuleInForce: the day is before the first for which units are known.
    """
    require_known(query.day)
    units = uow.areas.all_on(query.day)
    before = uow.areas.predecessors(units)
    found = [(unit, boundaries(unit, _provinces(before[unit.code, unit.since]))) for unit in units]
    return [(unit, within) for unit, within in found if _asked(query, unit, within)]


def _provinces(before: Iterable[Relative]) -> set[str]:
    return {one.place.province for one in before if one.is_default}


def _asked(query: AreaQuery, place: Place, within: tuple[Boundary, ...]) -> bool:
    return (
        (query.after is None or place.code > query.after)
        and (query.text is None or fold(query.text) in fold(place.name))
        and (query.boundary is None or query.boundary in within)
    )


def _units_now() -> Iterator[AreaRow]:
    for unit in _read("hai_phong_units_2025.csv"):
        yield AreaRow(code=unit["code"], since=TWO_TIERS, name=unit["name"], province=_CITY)


def _units_before() -> Iterator[AreaRow]:
    seen = set[str]()
    for link in _read("hai_phong_successors_2025.csv"):
        if link["code"] not in seen:
            seen.add(link["code"])
            yield AreaRow(
                code=link["code"],
                since=IN_FORCE,
                until=TWO_TIERS,
                name=link["name"],
                district=link["district"],
                province=link["province"],
            )


def _successors() -> Iterator[AreaSuccessorRow]:
    for link in _read("hai_phong_successors_2025.csv"):
        yield AreaSuccessorRow(
            code=link["code"],
            successor_code=link["successor_code"],
            on_day=TWO_TIERS,
            whole=link["whole"] == "1",
            is_default=link["is_default"] == "1",
            certain=link["certain"] == "1",
        )


def _read(name: str) -> Iterator[dict[str, str]]:
    text = files("osh_incidents").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
