"""The append-only log of a case."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.audit import ChainHeadRow
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

    def advance(self, row: ActionRow) -> None:
        """Note *row* as the newest action of its case."""
        self._session.execute(
            update(ChainHeadRow)
            .where(ChainHeadRow.case_id == row.case_id)
            .values(seq=row.seq, hash=row.hash)
            .execution_options(synchronize_session=False)
        )

    def page(self, case_id: UUID, after: int, size: int) -> Sequence[ActionRow]:
        """Return up to *size* actions with a number above *after*, oldest first."""
        return self._session.scalars(
            select(ActionRow)
            .where(ActionRow.case_id == case_id, ActionRow.seq > after)
            .order_by(ActionRow.seq)
            .limit(size)
        ).all()

    def of_cases(self, case_ids: Sequence[UUID]) -> dict[UUID, list[ActionRow]]:
        """Return the whole log of each of some cases, oldest entry first."""
        found: dict[UUID, list[ActionRow]] = {case_id: [] for case_id in case_ids}
        for row in self._session.scalars(
            select(ActionRow).where(ActionRow.case_id.in_(case_ids)).order_by(ActionRow.seq)
        ):
            found[row.case_id].append(row)
        return found
