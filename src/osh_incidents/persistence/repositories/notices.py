"""Notices to the bodies that must be told: the work list, and those to be sent by the service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deliveries import OPEN, POLICE_BODIES, AddressBook, Delivery
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.tracks import State
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import RecipientRow

_NO_CASE = (State.REJECTED, State.VOIDED)


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice to one body, and the case of which it tells."""

    case: CaseRow
    row: RecipientRow


class Notices:
    """The notices of one authority's cases."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def claim(self, case_id: UUID, recipient_id: UUID) -> RecipientRow:
        """Return a notice of a case for a change; another change waits.

        Raises:
            NotFound: the case has no such notice.
        """
        statement = (
            select(RecipientRow)
            .where(RecipientRow.id == recipient_id, RecipientRow.case_id == case_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row

    def claim_with_case(self, recipient_id: UUID) -> Notice:
        """Return a notice that exists, with its case, for a change; another change waits."""
        case_id = self._session.scalars(
            select(RecipientRow.case_id).where(RecipientRow.id == recipient_id)
        ).one()
        # The case first, as everybody does who changes it: none waits for the other in a circle.
        case = self._session.scalars(
            select(CaseRow).where(CaseRow.id == case_id).with_for_update(of=CaseRow, key_share=True)
        ).one()
        return Notice(case, self.claim(case_id, recipient_id))

    def page(
        self, delivery: Delivery | None, actor: Actor, after: Cursor | None, size: int
    ) -> Page[Notice]:
        """Return one page of the notices of cases that *actor* may see, the oldest first."""
        statement = (
            select(CaseRow, RecipientRow)
            .join(RecipientRow, RecipientRow.case_id == CaseRow.id)
            .where(visible_to(actor))
        )
        if delivery is not None:
            statement = statement.where(RecipientRow.delivery == delivery)
        if after is not None:
            statement = statement.where(RecipientRow.id > after.id)
        # Ids are made in the order of time, and theirs needs no sorting of all that are delivered.
        ordered = statement.order_by(RecipientRow.id)
        found = self._session.execute(ordered.limit(size + 1)).all()
        rows = [Notice(case, row) for case, row in found[:size]]
        last = rows[-1] if len(found) > size else None
        return Page(rows, Cursor(last.case.declared_at, last.row.id) if last else None)

    def due(
        self, now: datetime, book: AddressBook, size: int, after: UUID | None = None
    ) -> Sequence[Notice]:
        """Return the next notices to be sent by *now* to a webhook of *book*, by their ids.

        Nobody is told of a case that is none: rejected, voided, or found to be another, of which
        the bodies were told by itself.
        """
        by_now = or_(RecipientRow.next_attempt_at.is_(None), RecipientRow.next_attempt_at <= now)
        statement = (
            select(CaseRow, RecipientRow)
            .join(RecipientRow, CaseRow.id == RecipientRow.case_id)
            .where(
                RecipientRow.delivery.in_(OPEN),
                by_now,
                CaseRow.led_by_id.is_(None),
                CaseRow.registration.not_in(_NO_CASE),
                or_(
                    and_(
                        RecipientRow.body.in_(POLICE_BODIES),
                        CaseRow.area_code_now.in_(list(book.police)),
                    ),
                    RecipientRow.body.in_([*book.employers, *book.offices]),
                ),
            )
            .order_by(RecipientRow.id)
        )
        if after is not None:
            statement = statement.where(RecipientRow.id > after)
        found = self._session.execute(statement.limit(size)).all()
        return [Notice(case, row) for case, row in found]

    @staticmethod
    def is_told_of(case: CaseRow) -> bool:
        """Whether the bodies are told of *case*, as `due` has it."""
        return case.led_by_id is None and case.registration not in _NO_CASE
