"""Imports: by id, in pages, their parts and rows, and who works on which."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, tuple_, update
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.imports import ImportState, RowOutcome
from osh_incidents.persistence.lengths import some_at_a_time
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.imports import (
    ImportChunkRow,
    ImportedContentRow,
    ImportedRow,
    ImportRow,
)

_TO_DO = (ImportState.QUEUED, ImportState.RUNNING)


class Imports:
    """The files that one authority was sent."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, import_id: UUID, actor: Actor) -> ImportRow:
        """Return an import of the organisation of *actor*.

        Raises:
            NotFound: there is none, or it is another's; the answer is the same.
        """
        found = self._session.scalars(
            select(ImportRow).where(
                ImportRow.id == import_id, ImportRow.organisation_id == actor.organisation_id
            )
        ).one_or_none()
        if found is None:
            raise NotFound
        return found

    def claim(self, import_id: UUID) -> ImportRow | None:
        """Return an import for a change; others wait."""
        locked = select(ImportRow).where(ImportRow.id == import_id).with_for_update()
        asked = locked.execution_options(populate_existing=True)
        return self._session.scalars(asked).one_or_none()

    def page(self, actor: Actor, after: Cursor | None, size: int) -> Page[ImportRow]:
        """Return one page of the imports of the organisation of *actor*, last ones first."""
        statement = select(ImportRow).where(ImportRow.organisation_id == actor.organisation_id)
        if after is not None:
            key = tuple_(ImportRow.received_at, ImportRow.id)
            statement = statement.where(key < tuple_(after.at, after.id))
        ordered = statement.order_by(ImportRow.received_at.desc(), ImportRow.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.received_at, last.id) if last else None)

    def next_due(self, now: datetime, passed: Iterable[UUID]) -> UUID | None:
        """Return the oldest import that nobody works on, but for those *passed* over."""
        free = or_(ImportRow.leased_until.is_(None), ImportRow.leased_until < now)
        return self._session.scalars(
            select(ImportRow.id)
            .where(ImportRow.state.in_(_TO_DO), free, ImportRow.id.not_in(list(passed)))
            .order_by(ImportRow.received_at, ImportRow.id)
            .limit(1)
        ).one_or_none()

    def chunk(self, import_id: UUID, ordinal: int) -> ImportChunkRow | None:
        """Return one part of a file."""
        return self._session.scalars(
            select(ImportChunkRow).where(
                ImportChunkRow.import_id == import_id, ImportChunkRow.ordinal == ordinal
            )
        ).one_or_none()

    def rows(
        self, import_id: UUID, outcome: RowOutcome | None, after: int, size: int
    ) -> Sequence[ImportedRow]:
        """Return the rows after number *after*, in order."""
        asked = select(ImportedRow).where(
            ImportedRow.import_id == import_id, ImportedRow.number > after
        )
        if outcome is not None:
            asked = asked.where(ImportedRow.outcome == outcome)
        return self._session.scalars(asked.order_by(ImportedRow.number).limit(size)).all()

    def first_rows(self, import_id: UUID, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Return in which row of the import each of *digests* came first."""
        asked = select(ImportedRow.digest, ImportedRow.number).where(
            ImportedRow.import_id == import_id
        )
        return {
            bytes(digest): number
            for some in some_at_a_time(digests)
            for digest, number in self._session.execute(
                asked.where(ImportedRow.digest.in_(some)).order_by(ImportedRow.number.desc())
            )
            if digest
        }

    def taken_in(self, digests: Sequence[bytes]) -> dict[bytes, str]:
        """Return what each of *digests* was taken in as before."""
        asked = select(ImportedContentRow.digest, ImportedContentRow.told)
        return {
            bytes(digest): told
            for some in some_at_a_time(digests)
            for digest, told in self._session.execute(
                asked.where(ImportedContentRow.digest.in_(some))
            )
        }

    def old(self, state: Sequence[ImportState], before: datetime) -> Sequence[ImportRow]:
        """Return some imports in *state* of before a moment that still hold what was sent."""
        return self._session.scalars(
            select(ImportRow)
            .where(
                ImportRow.state.in_(state),
                ImportRow.received_at < before,
                ImportRow.purged_at.is_(None),
            )
            .order_by(ImportRow.received_at)
            .limit(10)
        ).all()

    def purge(self, row: ImportRow, now: datetime) -> None:
        """Take away what was sent; the report of outcomes stays."""
        self._session.execute(delete(ImportChunkRow).where(ImportChunkRow.import_id == row.id))
        self._session.execute(
            update(ImportedRow)
            .where(ImportedRow.import_id == row.id, ImportedRow.content_sealed.is_not(None))
            .values(content_sealed=None)
        )
        row.purged_at = now
