"""Declarations of made-up accidents, one each, that add up to a year's published figures."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from stdnum.vn import mst

from osh_incidents.domain.days import start_of
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.vocabulary import (
    Declarant,
    InjuryFactor,
    OwnerType,
    Relation,
    Severity,
    Sex,
)
from osh_incidents.national.allotment import Accident, accidents
from osh_incidents.national.published import of_year

Record = dict[str, Any]

_SEED = "osh-incidents national"
_EMPLOYERS = 400
_VSIC_CODES = {
    "4100": 16, "4290": 8, "2592": 12, "1410": 10, "1520": 7, "2395": 7, "0510": 6, "0810": 6,
    "4933": 8, "5224": 4, "3510": 4, "0311": 4, "4711": 4, "3811": 2, "8121": 2,
}  # fmt: skip
"""Lines of business and how often each is drawn."""

_WOMEN_PERCENT = 33
_LONGEST_IN_HOSPITAL = timedelta(days=20)
_A_YEARS_MINUTES = 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class _Employer:
    number: int
    tax_code: str
    vsic_code: str
    owner_type: OwnerType
    area_code: str
    workers: int


def unit_records(year: int) -> Iterator[Record]:
    """Yield the same declarations each time, in the order in which the accidents happened.

    Raises:
        KeyError: nothing is published of *year*.
    """
    dice = Random(f"{_SEED} {year}")  # noqa: S311 - to be varied, not secret
    happened = accidents(of_year(year), dice)
    minutes = sorted(dice.choices(range(_A_YEARS_MINUTES), k=len(happened)))
    employers = [_employer(number, dice) for number in range(1, _EMPLOYERS + 1)]
    named = 0
    for accident, minute in zip(happened, minutes, strict=True):
        at = start_of(date(year, 1, 1)) + timedelta(minutes=minute)
        victims = [
            _victim(
                f"Người bị nạn {year}-{named + place:06}", accident.relation, severity, at, dice
            )
            for place, severity in enumerate(accident.victims, start=1)
        ]
        named += len(victims)
        yield _declaration(accident, at, victims, dice.choice(employers), dice)


def _declaration(
    accident: Accident, at: datetime, victims: list[Record], employer: _Employer, dice: Random
) -> Record:
    outside = accident.relation is Relation.NO_CONTRACT
    return {
        "kind": "accident",
        "declarant": {
            "role": Declarant.COMMUNE if outside else Declarant.EMPLOYER,
            "name": "Người khai báo mô phỏng",
        },
        "workplace": {
            "tax_code": employer.tax_code,
            "name": f"Cơ sở mô phỏng {employer.number:03}",
            "vsic_code": employer.vsic_code,
            "owner_type": OwnerType.HOUSEHOLD if outside else employer.owner_type,
            "area_code": employer.area_code,
            "workers_total": employer.workers,
        },
        "accident": {
            "occurred_at": at.isoformat(),
            "area_code": dice.choice(_places()),
            "inside_workplace": True,
            "description": "Bản ghi mô phỏng để cộng lại số liệu toàn quốc đã công bố.",
            "preliminary_cause": dice.choice(_causes(at.date())),
            "injury_factor": dice.choice(list(InjuryFactor)),
            "known_at": (at + timedelta(minutes=dice.randint(5, 120))).isoformat(),
        },
        "victims": victims,
    }


def _victim(
    name: str, relation: Relation, severity: Severity, at: datetime, dice: Random
) -> Record:
    victim: Record = {
        "full_name": name,
        "sex": Sex.FEMALE if dice.randrange(100) < _WOMEN_PERCENT else Sex.MALE,
        "relation": relation,
        "condition": severity,
    }
    if severity is Severity.FATAL:
        victim["died_at"] = (at + _LONGEST_IN_HOSPITAL * dice.random() ** 4).isoformat(
            "T", "seconds"
        )
    if severity is Severity.SEVERE:
        victim["injury_codes"] = [dice.choice(_injuries(at.date()))]
    return victim


def _employer(number: int, dice: Random) -> _Employer:
    (vsic_code,) = dice.choices(list(_VSIC_CODES), list(_VSIC_CODES.values()))
    return _Employer(
        number,
        _tax_code(dice),
        vsic_code,
        dice.choice([OwnerType.STATE, OwnerType.PRIVATE, OwnerType.PRIVATE, OwnerType.FOREIGN]),
        dice.choice(_places()),
        dice.randint(8, 900),
    )


def _tax_code(dice: Random) -> str:
    """Return ten digits with the right check digit, from a range far from being given out."""
    while True:
        front = f"029{dice.randrange(10**6):06}"
        code = f"{front}{mst.calc_check_digit(front)}"
        if mst.is_valid(code):
            return code


@cache
def _places() -> Sequence[str]:
    """Return the codes that surely named one place before and after 1/7/2025."""
    before = {unit["code"] for unit in _units("successors") if unit["certain"] == "1"}
    return sorted(before & {unit["code"] for unit in _units("units")})


def _units(kind: str) -> list[dict[str, str]]:
    path = files("osh_incidents").joinpath("data", f"hai_phong_{kind}_2025.csv")
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def _causes(day: date) -> Sequence[str]:
    return sorted(CAUSES.on(day).value)


@cache
def _injuries(day: date) -> Sequence[str]:
    return sorted(SEVERE_INJURIES.on(day).value)
