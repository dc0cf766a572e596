"""The history of the city since 2022: how many cases of each kind, and their steps in order."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from osh_incidents.demo import workforce
from osh_incidents.demo.accounts import Offices
from osh_incidents.demo.enterprises import Economy, Enterprise
from osh_incidents.demo.kinds import KINDS, Kind
from osh_incidents.demo.places import Place
from osh_incidents.demo.scene import Scene, Story, up_to
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.workforce import put

FIRST_YEAR = 2022
BEGINNING = start_of(date(FIRST_YEAR, 1, 1))
_DAYS = 365
_SHIFT = (6 * 60, 19 * 60)
"""When accidents happen, in minutes of the day."""
_EVERY_NTH_LAID_ASIDE = 12


@dataclass(frozen=True, slots=True)
class City:
    """Everything that is there before the first case; *size* below one makes fewer cases."""

    economy: Economy
    areas: Sequence[Place]
    offices: Offices
    seed: int
    size: float = 1.0


def enter_workforce(uow: UnitOfWork, city: City, until: datetime) -> None:
    """Enter the workforce of every year as known since its first day."""
    for year in range(FIRST_YEAR, local_day(until).year + 1):
        numbers = workforce.numbers(year, city.areas, _random(city, "workforce"))
        put(uow, list(numbers), start_of(date(year, 1, 1)))


def live(uow: UnitOfWork, city: City, until: datetime) -> Iterator[datetime]:
    """Take every step of every case before *until*, in the order of time, yielding its moment."""
    waiting = list[tuple[datetime, int, Scene, Story]]()
    for place, (scene, story) in enumerate(_cases(uow, city, until)):
        heapq.heappush(waiting, (next(story), place, scene, story))
    while waiting and waiting[0][0] < until:
        moment, place, scene, story = heapq.heappop(waiting)
        scene.now = moment
        following = next(story, None)
        yield moment
        if following is not None:
            heapq.heappush(waiting, (following, place, scene, story))


def _cases(uow: UnitOfWork, city: City, until: datetime) -> Iterator[tuple[Scene, Story]]:
    """Yield the scene and story of each case; some are laid aside.

    Each has a random source of its own, so that no case changes when another is added.
    """
    for kind in KINDS:
        units = kind.where(city.economy)
        for count, (name, happened) in enumerate(_moments(city, kind, until)):
            rng = _random(city, name)
            scene = Scene(uow, city.offices, _unit(units, rng), rng, happened, count)
            story, (nth, left) = kind.story(scene), divmod(count, _EVERY_NTH_LAID_ASIDE)
            if kind.rests and left == _EVERY_NTH_LAID_ASIDE // 2:
                story = up_to(scene, story, kind.rests[nth % len(kind.rests)])
            yield scene, story


def _moments(city: City, kind: Kind, until: datetime) -> Iterator[tuple[str, datetime]]:
    for year in range(FIRST_YEAR, local_day(until).year + 1):
        count = round(kind.in_first_year * city.size * kind.factor ** (year - FIRST_YEAR))
        for number in range(count):
            name = f"{kind.name}/{year}/{number}"
            rng = _random(city, name + "/when")
            day = int((number + rng.random()) * _DAYS / count)
            minutes = rng.randint(*_SHIFT)
            moment = start_of(date(year, 1, 1)) + timedelta(days=day, minutes=minutes)
            if moment < until:
                yield name, moment


def _unit(units: Sequence[Enterprise], rng: Random) -> Enterprise:
    return rng.choices(units, [unit.risk for unit in units])[0]


def _random(city: City, name: str) -> Random:
    return Random(f"{city.seed}/{name}")  # noqa: S311 - examples must be the same every time
