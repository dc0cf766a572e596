"""Accidents that add up: how a year's published totals are split into single accidents.

Every accident is of one work relation, since the service counts an accident once in each relation
that has a victim in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.vocabulary import Relation, Severity
from osh_incidents.national.published import Key, Published

_RELATIONS = (Relation.CONTRACT, Relation.NO_CONTRACT)
_PERCENT_WITH_CONTRACT = 78
"""Used where the ministry publishes no split; near the share of the years that have one."""

_MORE_THAN_NEEDED = 90
"""Victims beyond one an accident and the further dead, where victims are not published."""


@dataclass(slots=True)
class Accident:
    """The relation and the severity of each victim of one accident."""

    relation: Relation
    victims: list[Severity] = field(default_factory=list)


def accidents(published: Mapping[Key, Published], dice: Random) -> list[Accident]:
    """Return accidents in a random order whose counts are exactly those *published*.

    Raises:
        ValueError: no accidents can have those counts.
    """
    totals = _totals(published)
    found = [
        *_fatal(published, totals, dice),
        *_not_fatal(published, totals, dice),
    ]
    dice.shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class _Totals:
    accidents: int
    fatal: int
    deaths: int
    severe: int
    further_hurt: int
    """Victims beyond the first of each accident and the further dead of fatal ones."""

    @property
    def further_severe(self) -> int:
        return min(self.further_hurt // 3, self.severe)

    @property
    def severe_first(self) -> int:
        return self.severe - self.further_severe


def _totals(published: Mapping[Key, Published]) -> _Totals:
    value = {key: one.value for key, one in published.items()}
    happened, fatal = value[Count.ACCIDENTS, None], value[Count.FATAL_ACCIDENTS, None]
    deaths = value[Count.DEATHS, None]
    least = happened + deaths - fatal
    victims = value.get((Count.VICTIMS, None), least + _MORE_THAN_NEEDED)
    totals = _Totals(
        happened, fatal, deaths, value[Count.SEVERELY_HURT, None], further_hurt=victims - least
    )
    if totals.further_hurt < 0 or deaths < fatal or fatal + totals.severe_first > happened:
        raise ValueError("no accidents can have these counts")
    return totals


def _fatal(published: Mapping[Key, Published], totals: _Totals, dice: Random) -> list[Accident]:
    fatal = _split(published, Count.FATAL_ACCIDENTS, totals.fatal)
    further = totals.deaths - totals.fatal
    deaths = {
        relation: fatal[relation] + extra
        for relation, extra in zip(_RELATIONS, _shares(further), strict=True)
    }
    for relation in _RELATIONS:
        if known := published.get((Count.DEATHS, relation)):
            deaths[relation] = known.value
    found = []
    for relation in _RELATIONS:
        group = [Accident(relation, [Severity.FATAL]) for _ in range(fatal[relation])]
        _add(group, Severity.FATAL, deaths[relation] - fatal[relation], dice)
        found += group
    return found


def _not_fatal(published: Mapping[Key, Published], totals: _Totals, dice: Random) -> list[Accident]:
    severe = _split(published, Count.SEVERELY_HURT, totals.severe)
    light = totals.accidents - totals.fatal - totals.severe_first
    further_severe = _within(_shares(totals.further_severe), [severe[one] for one in _RELATIONS])
    further_light = _shares(totals.further_hurt - totals.further_severe)
    found = []
    for place, relation in enumerate(_RELATIONS):
        first = severe[relation] - further_severe[place]
        group = [Accident(relation, [Severity.SEVERE]) for _ in range(first)]
        group += [Accident(relation, [Severity.LIGHT]) for _ in range(_shares(light)[place])]
        _add(group, Severity.SEVERE, further_severe[place], dice)
        _add(group, Severity.LIGHT, further_light[place], dice)
        found += group
    return found


def _split(published: Mapping[Key, Published], count: Count, total: int) -> dict[Relation, int]:
    """Return the published split of *count*, or one like that of other years."""
    known = [published.get((count, relation)) for relation in _RELATIONS]
    shares: Sequence[int] = [one.value for one in known if one is not None]
    return dict(
        zip(_RELATIONS, shares if len(shares) == len(known) else _shares(total), strict=True)
    )


def _shares(total: int) -> tuple[int, int]:
    with_contract = total * _PERCENT_WITH_CONTRACT // 100
    return with_contract, total - with_contract


def _within(wanted: tuple[int, int], most: Sequence[int]) -> tuple[int, int]:
    """Return *wanted* moved between the two until neither is above its *most*."""
    total = sum(wanted)
    first = max(min(wanted[0], most[0]), total - most[1])
    return first, total - first


def _add(group: Sequence[Accident], severity: Severity, victims: int, dice: Random) -> None:
    for _ in range(victims):
        dice.choice(group).victims.append(severity)
