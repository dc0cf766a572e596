"""One case as its story unfolds: who acts, what is known of it, and when the next step is taken.

A story is a generator: it yields the moment of its next step and takes that step when it is
resumed. Whoever runs stories sets `now` of the scene before each step, so that the steps of all
cases happen in the order of time.
"""

import heapq
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from osh_incidents.demo.accounts import Offices
from osh_incidents.demo.enterprises import Enterprise
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import OwnerType
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

T = TypeVar("T")

Story = Generator[datetime, None, None]

_OPENS, _CLOSES = 8 * 60, 16 * 60 + 30
"""Office hours, in minutes of the day."""


@dataclass
class Scene:
    """What a story needs to take its steps."""

    uow: UnitOfWork
    offices: Offices
    enterprise: Enterprise
    rng: Random
    now: datetime
    nth: int = 0
    """Which case of its kind it is, counted from 0 and from the first year."""
    declaration: Declaration | None = None
    sender: Actor | None = None
    opened: CaseRow | None = None
    """Held, so that the session does not load the case anew for every step."""

    @property
    def case(self) -> CaseRow:
        """Return the case as it stands; it must be declared."""
        assert self.opened is not None
        return self.opened

    @property
    def case_id(self) -> UUID:
        """Return the id of the case, which must be declared."""
        return self.case.id

    @property
    def informal(self) -> bool:
        """Whether the workers have no contract, so that the commune acts."""
        return self.enterprise.owner_type is OwnerType.HOUSEHOLD

    @property
    def employer(self) -> Actor:
        """Return who acts for the enterprise."""
        return self.offices.employers[self.enterprise.tax_code]

    @property
    def commune(self) -> Actor | None:
        """Return who acts for the People's Committee of the place, if it has an account."""
        return self.offices.communes.get(self.enterprise.place.code)

    def chance(self, percent: int) -> bool:
        """Whether it happens this time."""
        return self.rng.randrange(100) < percent

    def weighted(self, weights: Mapping[T, int]) -> T:
        """Return one of the keys of *weights*."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def turn(self, ways: Sequence[T]) -> T:
        """Return one of *ways*, each in its turn: of a few cases chance would leave some out."""
        return ways[self.nth % len(ways)]

    def soon(self, fewest: int, most: int) -> datetime:
        """Return a moment within *fewest* to *most* minutes."""
        return self.now + timedelta(minutes=self.rng.randint(fewest, most))

    def later(self, fewest: int, most: int) -> datetime:
        """Return a moment in office hours within *fewest* to *most* days."""
        day = local_day(self.now) + timedelta(days=self.rng.randint(fewest, most))
        moment = start_of(day) + timedelta(minutes=self.rng.randint(_OPENS, _CLOSES))
        return max(moment, self.soon(10, 60))


def together(*stories: Story) -> Story:
    """Run *stories* side by side, each step at its time, until all have ended."""
    waiting = list[tuple[datetime, int]]()
    for place, story in enumerate(stories):
        _go_on(waiting, place, story)
    while waiting:
        moment, place = heapq.heappop(waiting)
        yield moment
        _go_on(waiting, place, stories[place])


def up_to(scene: Scene, story: Story, rest: State) -> Story:
    """Tell *story* until a track of the case stands at *rest*, and leave it there."""
    for moment in story:
        if rest in _standing(scene):
            return
        yield moment


def beside(scene: Scene, other: Scene, story: Story) -> Story:
    """Tell the *story* of *other*, a second case of the story of *scene*."""
    other.now = scene.now
    for moment in story:
        yield moment
        other.now = scene.now


def _standing(scene: Scene) -> set[State | None]:
    case = scene.opened
    return {case.registration, case.investigation, case.disease} if case is not None else set()


def _go_on(waiting: list[tuple[datetime, int]], place: int, story: Story) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, place))
