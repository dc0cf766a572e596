"""Versions of provisions that administrators added or corrected at run time."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.amendments import AmendmentState
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.persistence.tables.law import AmendmentRow

_APPROVED = (
    select(AmendmentRow)
    .where(AmendmentRow.state == AmendmentState.APPROVED)
    .order_by(AmendmentRow.decided_at, AmendmentRow.id)
)


class Amendments:
    """The amendments of the law, in the common schema."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self.law: Law | None = None
        """The law as read in this transaction; set by the service that reads it."""

    def approved(self) -> Sequence[AmendmentRow]:
        """Return what two administrators put in force, in the order of approval."""
        return self._session.scalars(_APPROVED).all()

    def of(self, key: str) -> Sequence[AmendmentRow]:
        """Return everything that was ever proposed for a provision, oldest first."""
        return self._session.scalars(
            select(AmendmentRow).where(AmendmentRow.rule == key).order_by(AmendmentRow.id)
        ).all()

    def claim(self, amendment_id: UUID) -> AmendmentRow:
        """Return an amendment for a decision; another decision waits.

        Raises:
            NotFound: there is none.
        """
        row = self._session.scalars(
            select(AmendmentRow).where(AmendmentRow.id == amendment_id).with_for_update()
        ).one_or_none()
        if row is None:
            raise NotFound
        return row
