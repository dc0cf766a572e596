"""The areas of the city, today's and those that went into them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from osh_incidents.domain.law.instruments import TWO_TIERS


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of today, with one of the units that went into it on 1/7/2025."""

    code: str
    name: str
    code_before: str

    def code_on(self, day: date) -> str:
        """Return the code that an address here bore on *day*."""
        return self.code_before if day < TWO_TIERS else self.code


def places() -> list[Place]:
    """Return all units of today, by code."""
    before = dict[str, str]()
    for link in _read("hai_phong_successors_2025.csv"):
        if link["is_default"] == "1":
            before.setdefault(link["successor_code"], link["code"])
    return [
        Place(unit["code"], unit["name"], before[unit["code"]])
        for unit in _read("hai_phong_units_2025.csv")
    ]


def _read(name: str) -> Iterator[dict[str, str]]:
    text = files("osh_incidents").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
