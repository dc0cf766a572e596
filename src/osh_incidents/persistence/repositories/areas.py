"""Areas through time."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow


class Areas:
    """The commune-level units of the country as far as they are known."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self._bearers: dict[str, list[AreaRow]] = {}
        self._successors: dict[tuple[str, date], str] = {}
        self._origins: dict[tuple[str, date], list[tuple[AreaSuccessorRow, AreaRow]]] = {}

    def knows(self, code: str) -> bool:
        """Whether there is or was a unit of *code*."""
        return (
            self._session.scalar(select(AreaRow.code).where(AreaRow.code == code).limit(1))
            is not None
        )

    def learn(self, codes: Collection[str]) -> None:
        """Read all that ever bore *codes*, once in a transaction; the other questions use it."""
        missing = set(codes) - self._bearers.keys()
        if missing:
            self._bearers |= {code: [] for code in missing}
            for row in self._session.scalars(select(AreaRow).where(AreaRow.code.in_(missing))):
                self._bearers[row.code].append(row)

    def on(self, code: str, day: date) -> AreaRow | None:
        """Return the unit that bore *code* on *day*."""
        self.learn([code])
        found = (
            row
            for row in self._bearers[code]
            if row.since <= day and (row.until is None or row.until > day)
        )
        return next(found, None)

    def today(self, area: AreaRow) -> str:
        """Return the code of the unit that today answers for *area*: its default successor."""
        code, until = area.code, area.until
        while until is not None:
            if (code, until) not in self._successors:
                self._learn_successors()
            code = self._successors[code, until]
            next_one = self.on(code, until)
            until = next_one.until if next_one else None
        return code

    def _learn_successors(self) -> None:
        """Read the default successors of all units known so far."""
        links = select(AreaSuccessorRow).where(
            AreaSuccessorRow.code.in_(list(self._bearers)), AreaSuccessorRow.is_default
        )
        for link in self._session.scalars(links):
            self._successors[link.code, link.on_day] = link.successor_code
        self.learn(self._successors.values())

    def current(self) -> list[AreaRow]:
        """Return the units in being, by code."""
        statement = select(AreaRow).where(AreaRow.until.is_(None)).order_by(AreaRow.code)
        return list(self._session.scalars(statement))

    def all_on(self, day: date) -> Sequence[AreaRow]:
        """Return the units in being on *day*, by code."""
        statement = select(AreaRow).where(*_in_being(day)).order_by(AreaRow.code)
        return self._session.scalars(statement).all()

    def origins(self, area: AreaRow) -> Sequence[tuple[AreaSuccessorRow, AreaRow]]:
        """Return the `predecessors` of *area*, read once for all units known so far."""
        if (area.code, area.since) not in self._origins:
            known = [row for rows in self._bearers.values() for row in rows]
            self._origins |= {(row.code, row.since): [] for row in (area, *known)}
            for link, row in self.predecessors(area, *known):
                self._origins[link.successor_code, link.on_day].append((link, row))
        return self._origins[area.code, area.since]

    def predecessors(self, *areas: AreaRow) -> Sequence[tuple[AreaSuccessorRow, AreaRow]]:
        """Return from which units each of *areas* came when it began, with the link, by code."""
        began = {(area.code, area.since) for area in areas}
        statement = (
            select(AreaSuccessorRow, AreaRow)
            .join(
                AreaRow,
                and_(
                    AreaRow.code == AreaSuccessorRow.code,
                    AreaRow.until == AreaSuccessorRow.on_day,
                ),
            )
            .where(
                AreaSuccessorRow.on_day.in_({day for _, day in began}),
                AreaSuccessorRow.successor_code.in_({code for code, _ in began}),
            )
            .order_by(AreaRow.code)
        )
        return [
            (link, row)
            for link, row in self._session.execute(statement)
            if (link.successor_code, link.on_day) in began
        ]

    def successors(self, area: AreaRow) -> Sequence[tuple[AreaSuccessorRow, AreaRow]]:
        """Return what became of *area* when it ended, with the link, by code."""
        statement = (
            select(AreaSuccessorRow, AreaRow)
            .join(
                AreaRow,
                and_(
                    AreaRow.code == AreaSuccessorRow.successor_code,
                    AreaRow.since == AreaSuccessorRow.on_day,
                ),
            )
            .where(AreaSuccessorRow.code == area.code, AreaSuccessorRow.on_day == area.until)
            .order_by(AreaRow.code)
        )
        return [(link, row) for link, row in self._session.execute(statement)]


def _in_being(day: date) -> tuple[ColumnElement[bool], ...]:
    return AreaRow.since <= day, or_(AreaRow.until.is_(None), AreaRow.until > day)
