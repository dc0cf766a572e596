"""Which cases are past their time, and the erasing of everything in them that names people."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, or_, select, update
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.disclosure import SENSITIVE
from osh_incidents.domain.names import fold
from osh_incidents.domain.tracks import State
from osh_incidents.persistence.base import AuthorityBase
from osh_incidents.persistence.field_classes import FIELDS
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.requests import ErasureRow

SETTLED = (State.CLOSED, State.VOIDED, State.REJECTED)
_NOT_NULL: dict[type, object] = {str: "", bytes: b"", int: 0}


class Erasures:
    """The erasures of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def settled(self, after: UUID | None, size: int) -> Sequence[CaseRow]:
        """Return the next cases that are settled and name people, by id, with victims and rounds.

        A case that belongs to another is kept as long as that one.
        """
        asked = (
            select(CaseRow)
            .where(
                CaseRow.registration.in_(SETTLED),
                CaseRow.anonymised_at.is_(None),
                CaseRow.led_by_id.is_(None),
            )
            .options(selectinload(CaseRow.victims), selectinload(CaseRow.rounds))
            .order_by(CaseRow.id)
            .limit(size)
        )
        if after is not None:
            asked = asked.where(CaseRow.id > after)
        return self._session.scalars(asked).all()

    def named(self, name: str) -> CaseRow | None:
        """Return the case of a number, or of an id; other writers wait."""
        try:
            of = CaseRow.id == UUID(name)
        except ValueError:
            of = CaseRow.number == name
        return self._session.scalars(select(CaseRow).where(of).with_for_update()).one_or_none()

    def proposed(self, case_id: UUID) -> ErasureRow | None:
        """Return what was proposed for a case."""
        return self._session.get(ErasureRow, case_id)

    def erase(self, case: CaseRow) -> None:
        """Erase for good every personal and health field of *case*, as the field classes say."""
        self._session.flush()
        for table in AuthorityBase.metadata.sorted_tables:
            empty = _emptied(table)
            of_case = _of_case(table, case.id)
            if empty and of_case is not None:
                self._session.execute(update(table).where(of_case).values(empty))
        self._session.expire_all()
        words = f"{case.employer_name} {case.tax_code} {case.area_name}"
        case.search_folded = fold(words)


def _emptied(table: Table) -> dict[str, object]:
    found = dict[str, object]()
    for column in table.columns:
        if FIELDS[table.name, column.name].field_class in SENSITIVE:
            kind = column.type.python_type
            found[column.name] = None if column.nullable else _NOT_NULL[kind]
    return found


def _of_case(table: Table, case_id: UUID) -> Any:
    columns = table.c
    if table.name == "case":
        return columns.id == case_id
    if table.name == "payment":
        return columns.claim_id.in_(select(ClaimRow.id).where(ClaimRow.case_id == case_id))
    if table.name == "duplicate_pair":
        return or_(columns.first_id == case_id, columns.second_id == case_id)
    return columns.case_id == case_id if "case_id" in columns else None
