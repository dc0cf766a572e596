"""Loading the areas of the city, as shipped, into an empty or an older database."""

import csv
from collections.abc import Iterator
from importlib.resources import files

from osh_incidents.domain.law.instruments import IN_FORCE, TWO_TIERS
from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_CITY = "Thành phố Hải Phòng"


def load_areas(uow: UnitOfWork) -> int:
    """Enter the units that are missing and return how many were new.

    The units before 1/7/2025 are known as they were on their last day; that they were the same
    since 1/7/2016 is an approximation, since some were merged in between.
    """
    if uow.areas.current():
        return 0
    rows = [*_units_before(), *_units_now(), *_successors()]
    uow.add(*rows)
    uow.flush()
    return len(rows)


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
