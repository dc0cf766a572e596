"""Areas through time."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow


class Areas:
    """The commune-level units of the country as far as they are known."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self._known: dict[tuple[str, date], AreaRow | None] = {}

    def knows(self, code: str) -> bool:
        """Whether there is or was a unit of *code*."""
        return (
            self._session.scalar(select(AreaRow.code).where(AreaRow.code == code).limit(1))
            is not None
        )

    def on(self, code: str, day: date) -> AreaRow | None:
        """Return the unit that bore *code* on *day*; asked once in a transaction."""
        if (code, day) not in self._known:
            self._known[code, day] = self._session.scalars(
                select(AreaRow).where(AreaRow.code == code, *_in_being(day))
            ).one_or_none()
        return self._known[code, day]

    def today(self, area: AreaRow) -> str:
        """Return the code of the unit that today answers for *area*: its default successor."""
        code, until = area.code, area.until
        while until is not None:
            code = self._session.scalars(
                select(AreaSuccessorRow.successor_code).where(
                    AreaSuccessorRow.code == code,
                    AreaSuccessorRow.on_day == until,
                    AreaSuccessorRow.is_default,
                )
            ).one()
            next_one = self.on(code, until)
            until = next_one.until if next_one else None
        return code

    def current(self) -> list[AreaRow]:
        """Return the units in being, by code."""
        statement = select(AreaRow).where(AreaRow.until.is_(None)).order_by(AreaRow.code)
        return list(self._session.scalars(statement))

    def all_on(self, day: date) -> Sequence[AreaRow]:
        """Return the units in being on *day*, by code."""
        statement = select(AreaRow).where(*_in_being(day)).order_by(AreaRow.code)
        return self._session.scalars(statement).all()

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
            .where(AreaSuccessorRow.on_day.in_({day for _, day in began}))
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
