"""Example workforce numbers: a total for each year, and the same people by area, sector, relation.

They follow no survey; only their order of size is that of a port city of 4.7 million people.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from osh_incidents.demo.places import Place
from osh_incidents.domain.sectors import SECTORS
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.services.workforce import Workers

_SOURCE = "Số giả định của bản dùng thử / made up for the demonstration"
_BASE_YEAR, _BASE = 2022, 2_140_000
_GROWTH = 1.013
_SECTOR_PERMILLE = {
    "A": 165, "B": 5, "C": 335, "D": 5, "E": 7, "F": 88, "G": 138, "H": 74, "I": 38, "J": 8, "K": 9,
    "L": 7, "M": 10, "N": 14, "O": 22, "P": 35, "Q": 13, "R": 6, "S": 15, "T": 5, "U": 1,
}  # fmt: skip
_RELATION_PERMILLE = {
    Relation.CONTRACT: 478,
    Relation.NO_CONTRACT: 497,
    Relation.LEASED: 9,
    Relation.APPRENTICE: 16,
}
_WARD, _COMMUNE, _SMALL_ISLAND = 1.7, 1.0, 0.02
_ISLAND = "Đặc khu Bạch Long Vĩ"


def total(year: int) -> int:
    """Return all workers of *year* in the boundary of today."""
    return round(_BASE * _GROWTH ** (year - _BASE_YEAR) / 100) * 100


def numbers(year: int, areas: Sequence[Place], rng: Random) -> Iterator[Workers]:
    """Yield the numbers of *year*; the parts of each dimension add up to the total."""
    period, everybody = str(year), total(year)
    yield Workers(period, everybody, _SOURCE)
    weights = {place.code: _weight(place) * rng.uniform(0.7, 1.3) for place in areas}
    for area, workers in shares(everybody, weights).items():
        yield Workers(period, workers, _SOURCE, area_code=area)
    sectors = {letter: float(_SECTOR_PERMILLE[letter]) for letter in SECTORS}
    for sector, workers in shares(everybody, sectors).items():
        yield Workers(period, workers, _SOURCE, sector=sector)
    relations = {relation.value: float(part) for relation, part in _RELATION_PERMILLE.items()}
    for relation, workers in shares(everybody, relations).items():
        yield Workers(period, workers, _SOURCE, relation=Relation(relation))


def shares(whole: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Return *whole* divided by *weights* so that the parts add up (largest remainders)."""
    scale = whole / sum(weights.values())
    parts = {key: int(weight * scale) for key, weight in weights.items()}
    left = whole - sum(parts.values())
    for key in sorted(weights, key=lambda key: parts[key] - weights[key] * scale)[:left]:
        parts[key] += 1
    return parts


def _weight(place: Place) -> float:
    if place.name == _ISLAND:
        return _SMALL_ISLAND
    return _WARD if place.name.startswith("Phường") else _COMMUNE
