"""Every history as it lies in the database, in batches: whoever checks them trusts nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.audit import ChainHeadRow, DailyRootRow
from osh_incidents.persistence.tables.cases import CaseCounterRow, CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.tables.releases import ReleaseEventRow, ReleaseRow

BATCH = 5000


class Histories:
    """The logs, heads, releases and daily roots of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def freeze(self) -> None:
        """Let everything that follows be of one moment; to be called before anything is asked."""
        if self._session.get_bind().dialect.name != "sqlite":
            self._session.connection(execution_options={"isolation_level": "REPEATABLE READ"})

    def actions(self, after: tuple[UUID, int] | None = None) -> Iterator[Any]:
        """Yield every action with its columns as attributes, by case and number."""
        table = ActionRow.__table__
        key = tuple_(table.c.case_id, table.c.seq)
        ordered = select(table).order_by(table.c.case_id, table.c.seq).limit(BATCH)
        while True:
            asked = ordered if after is None else ordered.where(key > tuple_(*after))
            rows = self._session.execute(asked).all()
            yield from rows
            if len(rows) < BATCH:
                return
            after = (rows[-1].case_id, rows[-1].seq)

    def cases(self) -> Sequence[Any]:
        """Return id, number and the state of each track of every case, by id."""
        return self._session.execute(
            select(
                CaseRow.id,
                CaseRow.number,
                CaseRow.registration,
                CaseRow.investigation,
                CaseRow.disease,
                CaseRow.handling,
            ).order_by(CaseRow.id)
        ).all()

    def claims(self) -> Sequence[Any]:
        """Return id, case and state of every claim."""
        return self._session.execute(select(ClaimRow.id, ClaimRow.case_id, ClaimRow.state)).all()

    def heads(self) -> Mapping[UUID, tuple[int, str]]:
        """Return where each log ends, by what is kept beside it."""
        rows = self._session.execute(
            select(ChainHeadRow.case_id, ChainHeadRow.seq, ChainHeadRow.hash)
        )
        return {case_id: (seq, hash_) for case_id, seq, hash_ in rows}

    def counters(self) -> Mapping[int, int]:
        """Return the last case number given in each year."""
        rows = self._session.execute(select(CaseCounterRow.year, CaseCounterRow.last))
        return {row.year: row.last for row in rows}

    def orphans(self) -> Sequence[UUID]:
        """Return the cases of which there are facts but no case."""
        known = exists().where(CaseRow.id == FactRow.case_id)
        return self._session.scalars(select(FactRow.case_id).where(~known).distinct()).all()

    def releases(self) -> Iterator[Any]:
        """Yield id, content and SHA-256 of every release, by id."""
        yield from self._session.execute(
            select(ReleaseRow.id, ReleaseRow.content, ReleaseRow.sha256)
            .order_by(ReleaseRow.id)
            .execution_options(yield_per=100)
        )

    def release_events(self) -> Sequence[Mapping[str, Any]]:
        """Return every event of a release by the names of its columns, by release and number."""
        table = ReleaseEventRow.__table__
        ordered = select(table).order_by(table.c.release_id, table.c.seq)
        return [dict(row) for row in self._session.execute(ordered).mappings()]

    def roots(self) -> Sequence[DailyRootRow]:
        """Return the daily roots, oldest first."""
        return self._session.scalars(select(DailyRootRow).order_by(DailyRootRow.day)).all()
