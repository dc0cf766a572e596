"""Corrections that were asked for: by case."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.errors import NotFound
from osh_incidents.persistence.tables.requests import CorrectionRow


class Corrections:
    """The corrections of one authority; who may see the case may see them."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def of(self, case_id: UUID) -> Sequence[CorrectionRow]:
        """Return everything that was ever asked to be corrected in a case, oldest first."""
        return self._session.scalars(
            select(CorrectionRow)
            .where(CorrectionRow.case_id == case_id)
            .order_by(CorrectionRow.requested_at, CorrectionRow.id)
        ).all()

    def get(self, case_id: UUID, correction_id: UUID) -> CorrectionRow:
        """Return one correction of a case.

        Raises:
            NotFound: there is none, or it is of another case.
        """
        row = self._session.get(CorrectionRow, correction_id)
        if row is None or row.case_id != case_id:
            raise NotFound
        return row
