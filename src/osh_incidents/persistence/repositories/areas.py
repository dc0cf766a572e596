"""Areas through time.

Units come with the code and are never changed under a running service, so what one transaction
read of them serves all later ones over the same database. Nobody remembers that a unit is missing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from osh_incidents.domain.territory import Place, Relative
from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow

Beginning = tuple[str, date]
"""The code of a unit and the day on which it began."""

_UNIT = (
    AreaRow.code,
    AreaRow.name,
    AreaRow.district,
    AreaRow.province,
    AreaRow.since,
    AreaRow.until,
)
_LINK = (AreaSuccessorRow.whole, AreaSuccessorRow.is_default, AreaSuccessorRow.certain)


@dataclass(slots=True)
class KnownAreas:
    """What was read of units before: who bore a code, who answers for it today, who was before."""

    bearers: dict[str, Sequence[Place]] = field(default_factory=dict)
    successors: dict[tuple[str, date], str] = field(default_factory=dict)
    origins: dict[Beginning, Sequence[Relative]] = field(default_factory=dict)


class Areas:
    """The commune-level units of the country as far as they are known."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*, which may know of units already."""
        self._session = session
        self._known: KnownAreas = session.info.setdefault(KnownAreas, KnownAreas())
        self._missing = set[str]()

    def knows(self, code: str) -> bool:
        """Whether there is or was a unit of *code*."""
        self.learn([code])
        return code not in self._missing

    def learn(self, codes: Collection[str]) -> None:
        """Read all that ever bore *codes* at once; the other questions use it."""
        asked = set(codes) - self._known.bearers.keys() - self._missing
        if not asked:
            return
        found = defaultdict[str, list[Place]](list)
        for place in self._places(_BEARERS, codes=list(asked)):
            found[place.code].append(place)
        self._known.bearers |= found
        self._missing |= asked - found.keys()

    def on(self, code: str, day: date) -> Place | None:
        """Return the unit that bore *code* on *day*."""
        self.learn([code])
        bore = (
            place
            for place in self._known.bearers.get(code, ())
            if place.since <= day and (place.until is None or place.until > day)
        )
        return next(bore, None)

    def today(self, area: Place) -> str:
        """Return the code of the unit that today answers for *area*: its default successor."""
        code, until = area.code, area.until
        while until is not None:
            if (code, until) not in self._known.successors:
                self._learn_successors()
            code = self._known.successors[code, until]
            next_one = self.on(code, until)
            until = next_one.until if next_one else None
        return code

    def _learn_successors(self) -> None:
        """Read the default successors of all units known so far."""
        links = self._session.execute(_SUCCESSORS, {"codes": list(self._known.bearers)})
        found = {(code, on_day): successor for code, on_day, successor in links}
        self._known.successors |= found
        self.learn(found.values())

    def current(self) -> list[Place]:
        """Return the units in being, by code."""
        return self._places(_CURRENT)

    def all_on(self, day: date) -> list[Place]:
        """Return the units in being on *day*, by code."""
        return self._places(_IN_BEING, day=day)

    def origins(self, area: Place) -> Sequence[Relative]:
        """Return the `predecessors` of *area*, read once for all units known so far."""
        origins = self._known.origins
        if (area.code, area.since) not in origins:
            places = (place for places in self._known.bearers.values() for place in places)
            unknown = {(place.code, place.since) for place in places} - origins.keys()
            origins |= self._predecessors({(area.code, area.since), *unknown})
        return origins[area.code, area.since]

    def predecessors(self, areas: Iterable[Place]) -> Mapping[Beginning, Sequence[Relative]]:
        """Return from which units each of *areas* came when it began, by code."""
        return self._predecessors({(area.code, area.since) for area in areas})

    def _predecessors(self, began: Collection[Beginning]) -> Mapping[Beginning, Sequence[Relative]]:
        found: dict[Beginning, list[Relative]] = {one: [] for one in began}
        asked = {"codes": [code for code, _ in began], "days": [day for _, day in began]}
        for code, day, *relative in self._session.execute(_PREDECESSORS, asked):
            if (code, day) in found:
                found[code, day].append(_relative(*relative))
        return found

    def successors(self, area: Place) -> Sequence[Relative]:
        """Return what became of *area* when it ended, by code."""
        asked = {"code": area.code, "until": area.until}
        return [_relative(*row) for row in self._session.execute(_BECAME, asked)]

    def _places(self, statement: Select[*tuple[Any, ...]], **values: object) -> list[Place]:
        return [Place(*row) for row in self._session.execute(statement, values)]


def _relative(
    whole: bool,  # noqa: FBT001 - as a row has them
    is_default: bool,  # noqa: FBT001
    certain: bool,  # noqa: FBT001
    *unit: object,
) -> Relative:
    return Relative(Place(*unit), whole, is_default, certain)  # type: ignore[arg-type]


_CODES = bindparam("codes", expanding=True, type_=AreaRow.code.type)
_DAY = bindparam("day", type_=AreaRow.since.type)
_BEARERS = select(*_UNIT).where(AreaRow.code.in_(_CODES))
_CURRENT = select(*_UNIT).where(AreaRow.until.is_(None)).order_by(AreaRow.code)
_IN_BEING = (
    select(*_UNIT)
    .where(AreaRow.since <= _DAY, or_(AreaRow.until.is_(None), AreaRow.until > _DAY))
    .order_by(AreaRow.code)
)
_SUCCESSORS = select(
    AreaSuccessorRow.code, AreaSuccessorRow.on_day, AreaSuccessorRow.successor_code
).where(AreaSuccessorRow.code.in_(_CODES), AreaSuccessorRow.is_default)
_PREDECESSORS = (
    select(AreaSuccessorRow.successor_code, AreaSuccessorRow.on_day, *_LINK, *_UNIT)
    .join(
        AreaRow,
        and_(AreaRow.code == AreaSuccessorRow.code, AreaRow.until == AreaSuccessorRow.on_day),
    )
    .where(
        AreaSuccessorRow.successor_code.in_(_CODES),
        AreaSuccessorRow.on_day.in_(
            bindparam("days", expanding=True, type_=AreaSuccessorRow.on_day.type)
        ),
    )
    .order_by(AreaRow.code)
)
_BECAME = (
    select(*_LINK, *_UNIT)
    .join(
        AreaRow,
        and_(
            AreaRow.code == AreaSuccessorRow.successor_code,
            AreaRow.since == AreaSuccessorRow.on_day,
        ),
    )
    .where(
        AreaSuccessorRow.code == bindparam("code"), AreaSuccessorRow.on_day == bindparam("until")
    )
    .order_by(AreaRow.code)
)
