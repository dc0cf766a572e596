"""The kinds of cases of the example city: how many of each there are, and where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from osh_incidents.demo import correcting, disputes, files, hearing, stories, turns, twice
from osh_incidents.demo.enterprises import HOME, Economy, Enterprise
from osh_incidents.demo.scene import Scene, Story
from osh_incidents.domain.tracks import State

_TRANSPORT = "H"


def _formal(economy: Economy) -> Sequence[Enterprise]:
    return economy.formal


def _informal(economy: Economy) -> Sequence[Enterprise]:
    return economy.informal


def _of_transport(economy: Economy) -> Sequence[Enterprise]:
    return [unit for unit in economy.formal if unit.sector == _TRANSPORT]


def _of_communes(economy: Economy) -> Sequence[Enterprise]:
    """Return the units in areas whose People's Committees have an account."""
    return [unit for unit in economy.formal if unit.place.code in economy.communes]


def _at_home(economy: Economy) -> Sequence[Enterprise]:
    """Return the units in the area of the police that have an account."""
    return [unit for unit in economy.formal if unit.place.code == HOME]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case: its story, how many in 2022, and by what factor they change each year.

    Some are laid aside for good at one of *rests*, in turn.
    """

    name: str
    story: Callable[[Scene], Story]
    in_first_year: int
    factor: float = 1.0
    where: Callable[[Economy], Sequence[Enterprise]] = _formal
    rests: tuple[State, ...] = ()


_ACCIDENT = (
    State.PUBLISHED,
    State.CONCLUDED,
    State.TEAM_FORMED,
    State.IN_PROGRESS,
    State.DECLARED,
)
_DISEASE = (State.ASSESSED, State.DIAGNOSED, State.REPORTED)

KINDS = (
    Kind("fatal", stories.fatal, 15, factor=0.92, rests=_ACCIDENT),
    Kind(
        "informal-fatal", stories.informal_fatal, 6, factor=0.955, where=_informal, rests=_ACCIDENT
    ),
    Kind("several-severe", stories.several_severe, 4, rests=_ACCIDENT),
    Kind("severe", stories.severe, 25, factor=0.975, rests=_ACCIDENT),
    Kind("informal-severe", stories.informal_severe, 9, where=_informal, rests=_ACCIDENT),
    Kind("light", stories.light, 23, rests=_ACCIDENT),
    Kind("disease", stories.disease, 13, rests=_DISEASE),
    Kind("dies-later", turns.dies_later, 2),
    Kind("second-found", turns.second_found, 1),
    Kind("dies-after-record", turns.dies_after_record, 1, where=_informal),
    Kind("on-rails", turns.on_rails, 2, where=_of_transport),
    Kind("beyond-province", turns.beyond_province, 2),
    Kind("contested-with-employer", turns.contested_with_employer, 2),
    Kind("contested-with-province", turns.contested_with_province, 1),
    Kind("prosecuted", turns.prosecuted, 2),
    Kind("reopened", files.reopened, 3),
    Kind("voided", files.voided, 1),
    Kind("reassessed", files.reassessed, 2),
    Kind("wage-corrected", correcting.wage_corrected, 2),
    Kind("disputed", disputes.disputed, 2),
    Kind("declared-twice", twice.declared_twice, 2, where=_of_communes),
    Kind("namesakes", twice.namesakes, 1),
    Kind("heard-of", hearing.heard_of, 2, where=_at_home),
)
