"""The units of employers: by tax code and area, and in pages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Table, bindparam, select, tuple_
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.persistence.inserting import values_of
from osh_incidents.persistence.lengths import some_at_a_time
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.upserts import insert_into
from osh_incidents.persistence.tables.cases import WorkplaceRow

Unit = tuple[str, str]
"""Tax code and area."""


class Kept(NamedTuple):
    """A unit that is kept: its id, and in which economic zone it lies."""

    id: UUID
    zone_code: str | None


_UNIT: Table = WorkplaceRow.__table__  # type: ignore[assignment]
_KNOWN = select(_UNIT.c.tax_code, _UNIT.c.area_code, _UNIT.c.id, _UNIT.c.zone_code).where(
    tuple_(_UNIT.c.tax_code, _UNIT.c.area_code).in_(bindparam("units", expanding=True))
)


class Workplaces:
    """The workplaces of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def known(self, tax_code: str, area_code: str) -> WorkplaceRow | None:
        """Return the unit of *tax_code* in *area_code*; writers wait."""
        return self._session.scalars(
            select(WorkplaceRow)
            .where(WorkplaceRow.tax_code == tax_code, WorkplaceRow.area_code == area_code)
            .with_for_update()
        ).one_or_none()

    def kept(self, units: Mapping[Unit, Callable[[], WorkplaceRow]]) -> dict[Unit, Kept]:
        """Return as what each of *units* is known, or keep what is made of it."""
        known = self._known(units)
        # In one order everywhere, lest two that keep the same units wait for each other.
        if missing := sorted(units.keys() - known.keys()):
            known |= self._keep([units[unit]() for unit in missing])
        return known

    def _known(self, units: Collection[Unit]) -> dict[Unit, Kept]:
        return {
            (tax_code, area_code): Kept(*known)
            for some in some_at_a_time(units)
            for tax_code, area_code, *known in self._session.execute(_KNOWN, {"units": some})
        }

    def _keep(self, units: Sequence[WorkplaceRow]) -> dict[Unit, Kept]:
        # Another declaration of the same unit may be on its way: it must not fail over this.
        connection = self._session.connection()
        keeping = (
            insert_into(self._session, _UNIT)
            .on_conflict_do_nothing(index_elements=[_UNIT.c.tax_code, _UNIT.c.area_code])
            .returning(_UNIT.c.id)
        )
        kept = set(connection.execute(keeping, [values_of(unit) for unit in units]).scalars())
        mine = {
            (unit.tax_code, unit.area_code): Kept(unit.id, unit.zone_code)
            for unit in units
            if unit.id in kept
        }
        others = [key for unit in units if (key := (unit.tax_code, unit.area_code)) not in mine]
        return mine | self._known(others) if others else mine

    def page(
        self, actor: Actor, tax_code: str | None, after: Cursor | None, size: int
    ) -> Page[WorkplaceRow]:
        """Return one page of the units: an employer's own, or all, by their ids."""
        asked = select(WorkplaceRow)
        if actor.role is Role.EMPLOYER:
            asked = asked.where(WorkplaceRow.tax_code == actor.tax_code)
        if tax_code is not None:
            asked = asked.where(WorkplaceRow.tax_code == tax_code)
        if after is not None:
            asked = asked.where(WorkplaceRow.id > after.id)
        rows: Sequence[WorkplaceRow] = self._session.scalars(
            asked.order_by(WorkplaceRow.id).limit(size + 1)
        ).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.created_at, last.id) if last else None)
