"""The example enterprises, and the households whose workers have no contract."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from osh_incidents.demo import names
from osh_incidents.demo.places import Place
from osh_incidents.domain.names import fold
from osh_incidents.domain.sectors import section_of
from osh_incidents.domain.vocabulary import OwnerType
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import WorkplaceRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

HOME = "11311"
"""Phường Hồng Bàng: the area of the commune, of its police and of the first enterprise."""
ZONE = "dinh-vu-cat-hai"
_ZONE_AREAS = ("Phường Hải An", "Phường Đông Hải", "Đặc khu Cát Hải")
_EVERY_NTH_IN_ZONE = 5
_COMMUNES = 8

_LEASING = "7820"
"""The line of business of a firm that leases its workers to others."""
_FORMAL = (
    ("2592", OwnerType.PRIVATE, 7),
    ("2511", OwnerType.PRIVATE, 4),
    ("3011", OwnerType.STATE, 3),
    ("1410", OwnerType.FOREIGN, 4),
    ("1520", OwnerType.FOREIGN, 3),
    ("2640", OwnerType.FOREIGN, 3),
    ("2394", OwnerType.STATE, 2),
    ("2023", OwnerType.PRIVATE, 2),
    ("4101", OwnerType.PRIVATE, 7),
    ("4210", OwnerType.PRIVATE, 4),
    ("0810", OwnerType.PRIVATE, 2),
    ("5224", OwnerType.STATE, 4),
    ("4933", OwnerType.PRIVATE, 4),
    ("5012", OwnerType.PRIVATE, 2),
    ("3511", OwnerType.STATE, 1),
    ("3811", OwnerType.PUBLIC, 2),
    ("4669", OwnerType.PRIVATE, 3),
    ("5510", OwnerType.PRIVATE, 1),
    ("8610", OwnerType.PUBLIC, 1),
    ("0311", OwnerType.COOPERATIVE, 2),
    (_LEASING, OwnerType.PRIVATE, 1),
)
_INFORMAL = (
    ("4101", OwnerType.HOUSEHOLD, 6),
    ("4932", OwnerType.HOUSEHOLD, 2),
    ("0311", OwnerType.HOUSEHOLD, 3),
    ("4520", OwnerType.HOUSEHOLD, 2),
)
_RISK = {"B": 3.0, "F": 3.0, "H": 1.6, "C": 1.0, "A": 0.8, "E": 0.8}
_OTHER_RISK = 0.4
_FIRST_RISK = 4.0
_SMALLEST, _LARGEST = 25, 900
_HOUSEHOLD_LARGEST = 9


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise at one place; *risk* is its share of all accidents, relative to others."""

    tax_code: str
    name: str
    vsic_code: str
    owner_type: OwnerType
    place: Place
    workers: int
    risk: float
    zone_code: str | None = None

    @property
    def sector(self) -> str:
        """Return the section of its line of business."""
        return section_of(self.vsic_code) or ""


@dataclass(frozen=True, slots=True)
class Economy:
    """All enterprises; the accident of a household's worker is declared by the commune."""

    formal: tuple[Enterprise, ...]
    informal: tuple[Enterprise, ...]

    @property
    def first(self) -> Enterprise:
        """Return the enterprise whose account is handed to the user."""
        return self.formal[0]

    @property
    def leasing(self) -> Enterprise:
        """Return the firm whose workers others lease."""
        return next(unit for unit in self.formal if unit.vsic_code == _LEASING)

    @property
    def communes(self) -> list[str]:
        """Return the areas whose People's Committees declare."""
        return sorted({household.place.code for household in self.informal} | {HOME})


def economy(rng: Random, areas: Sequence[Place]) -> Economy:
    """Return the enterprises in *areas*, the first of them in `HOME`."""
    home = next(place for place in areas if place.code == HOME)
    zone = [place for place in areas if place.name in _ZONE_AREAS]
    formal = list[Enterprise]()
    for number, (vsic, owner) in enumerate(_each(_FORMAL), start=1):
        in_zone = number % _EVERY_NTH_IN_ZONE == 0
        place = home if number == 1 else rng.choice(zone if in_zone else areas)
        workers = rng.randint(_SMALLEST, _LARGEST)
        formal.append(_enterprise(number, vsic, owner, place, workers))
    communes = [home, *rng.sample(areas, _COMMUNES - 1)]
    informal = [
        _enterprise(
            len(formal) + number,
            vsic,
            owner,
            communes[number % _COMMUNES],
            rng.randint(2, _HOUSEHOLD_LARGEST),
        )
        for number, (vsic, owner) in enumerate(_each(_INFORMAL), start=1)
    ]
    return Economy(tuple(formal), tuple(informal))


def enter_workplaces(uow: UnitOfWork, enterprises: Sequence[Enterprise], now: datetime) -> None:
    """Enter the units that lie in a zone, under their old and their new area code."""
    for enterprise in enterprises:
        place = enterprise.place
        for code in {place.code: None, place.code_before: None} if enterprise.zone_code else ():
            uow.add(_workplace(enterprise, code, now))
    uow.flush()


def _enterprise(number: int, vsic: str, owner: OwnerType, place: Place, workers: int) -> Enterprise:
    risk = _FIRST_RISK if number == 1 else _RISK.get(section_of(vsic) or "", _OTHER_RISK)
    zone = ZONE if place.name in _ZONE_AREAS and owner is not OwnerType.HOUSEHOLD else None
    name = names.enterprise(number, owner)
    return Enterprise(names.tax_code(number), name, vsic, owner, place, workers, risk, zone)


def _each(rows: Sequence[tuple[str, OwnerType, int]]) -> Iterator[tuple[str, OwnerType]]:
    for vsic, owner, count in rows:
        yield from [(vsic, owner)] * count


def _workplace(enterprise: Enterprise, area_code: str, now: datetime) -> WorkplaceRow:
    return WorkplaceRow(
        id=new_id(),
        tax_code=enterprise.tax_code,
        area_code=area_code,
        name=enterprise.name,
        name_folded=fold(enterprise.name),
        vsic_code=enterprise.vsic_code,
        owner_type=enterprise.owner_type,
        zone_code=enterprise.zone_code,
        created_at=now,
    )
