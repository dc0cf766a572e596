"""Cases: by id, in pages, and their numbers."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import FieldFault, GuardsUnmet, NotFound
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories import case_lists
from osh_incidents.persistence.repositories.case_lists import CaseQuery, ListedCase
from osh_incidents.persistence.repositories.upserts import insert_into
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import (
    CaseCounterRow,
    CaseRow,
    DeclarationRow,
)
from osh_incidents.persistence.tables.findings import InvestigationRow

_ANONYMISED = Text(
    "Hồ sơ đã hết thời hạn lưu giữ và đã ẩn danh.",
    "The file was kept as long as it had to be, and was made anonymous.",
)


class Cases:
    """The cases of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, case_id: UUID, actor: Actor) -> CaseRow:
        """Return the case if *actor* may see it.

        Raises:
            NotFound: there is none, or it is out of reach; the answer is the same.
        """
        return self._one(select(CaseRow).where(CaseRow.id == case_id, visible_to(actor)))

    def claim(self, case_id: UUID, actor: Actor) -> CaseRow:
        """Return the case as `get` for a change, and keep other writers off it until the end.

        Raises:
            NotFound: as `get`.
            GuardsUnmet: it was made anonymous, and nothing is done on it any more.
        """
        case = self._claimed(select(CaseRow).where(CaseRow.id == case_id, visible_to(actor)))
        if case.anonymised_at is not None:
            raise GuardsUnmet(errors=[FieldFault("", "anonymised", _ANONYMISED)])
        return case

    def hold(self, case_id: UUID) -> CaseRow:
        """Return the case for what follows by itself, whoever acts; other writers wait."""
        return self._claimed(select(CaseRow).where(CaseRow.id == case_id))

    def count(self) -> int:
        """Return how many there are."""
        return self._session.scalars(select(func.count()).select_from(CaseRow)).one()

    def ids(self, after: UUID | None, size: int) -> Sequence[UUID]:
        """Return the ids of the next *size* cases in the order of ids, from the first one on."""
        statement = select(CaseRow.id).order_by(CaseRow.id).limit(size)
        if after is not None:
            statement = statement.where(CaseRow.id > after)
        return self._session.scalars(statement).all()

    def whole(self, case_ids: Sequence[UUID]) -> Sequence[CaseRow]:
        """Return cases in the order of ids, each with all from which its facts follow."""
        declared = selectinload(CaseRow.declarations).defer(DeclarationRow.body_sealed)
        others = selectinload(CaseRow.led).selectinload(CaseRow.declarations)
        options = [
            declared,
            others.defer(DeclarationRow.body_sealed),
            selectinload(CaseRow.rounds).selectinload(InvestigationRow.team),
            *map(selectinload, (CaseRow.victims, CaseRow.claims, CaseRow.clocks)),
            *map(selectinload, (CaseRow.finding, CaseRow.decisions)),
        ]
        statement = select(CaseRow).where(CaseRow.id.in_(case_ids)).order_by(CaseRow.id)
        return self._session.scalars(statement.options(*options)).all()

    def page(
        self, query: CaseQuery, actor: Actor, after: Cursor | None, size: int
    ) -> Page[ListedCase]:
        """Return one page of the cases that *actor* may see, last declared first."""
        return case_lists.page(self._session, query, actor, after, size)

    def next_number(self, year: int) -> int:
        """Return the next number of *year*; the counter stays locked until the end."""
        # One statement, so that the first two of a year cannot both begin the count.
        statement = (
            insert_into(self._session, CaseCounterRow)
            .values(year=year, last=1)
            .on_conflict_do_update(
                index_elements=[CaseCounterRow.year], set_={"last": CaseCounterRow.last + 1}
            )
            .returning(CaseCounterRow.last)
        )
        return self._session.scalars(statement).one()

    def _claimed(self, statement: Select[CaseRow]) -> CaseRow:
        # A row that refers to the case may come in meanwhile: a pair of look-alikes, for one.
        locked = statement.with_for_update(of=CaseRow, key_share=True)
        case = self._one(locked.execution_options(populate_existing=True))
        case.claimed_version = case.version
        return case

    def _one(self, statement: Select[CaseRow]) -> CaseRow:
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row
