"""The append-only log of a case."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.log import ActionRow


class Log:
    """The actions of one authority's cases."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def last(self, case_id: UUID) -> ActionRow | None:
        """Return the newest action of a case."""
        return self._session.scalars(
            select(ActionRow)
            .where(ActionRow.case_id == case_id)
            .order_by(ActionRow.seq.desc())
            .limit(1)
        ).one_or_none()

    def page(self, case_id: UUID, after: int, size: int) -> Sequence[ActionRow]:
        """Return up to *size* actions with a number above *after*, oldest first."""
        return self._session.scalars(
            select(ActionRow)
            .where(ActionRow.case_id == case_id, ActionRow.seq > after)
            .order_by(ActionRow.seq)
            .limit(size)
        ).all()
