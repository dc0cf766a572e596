"""Areas through time."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow


class Areas:
    """The commune-level units of the country as far as they are known."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self._known: dict[tuple[str, date], AreaRow | None] = {}

    def on(self, code: str, day: date) -> AreaRow | None:
        """Return the unit that bore *code* on *day*; asked once in a transaction."""
        if (code, day) not in self._known:
            self._known[code, day] = self._session.scalars(
                select(AreaRow).where(
                    AreaRow.code == code,
                    AreaRow.since <= day,
                    or_(AreaRow.until.is_(None), AreaRow.until > day),
                )
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
