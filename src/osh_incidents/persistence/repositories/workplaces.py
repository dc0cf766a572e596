"""The units of employers: by tax code and area, and in pages."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.cases import WorkplaceRow


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
