"""A unit of work beside which nobody writes: what it wrote it need not read again.

The services are the same; half of what they ask of the database is answered from memory.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.base import AuthorityBase, CommonBase
from osh_incidents.persistence.repositories.cases import Cases
from osh_incidents.persistence.repositories.facts import Facts
from osh_incidents.persistence.repositories.log import Log
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork


class Alone(UnitOfWork):
    """The unit of work of a database that is being filled for the first time."""

    def __init__(self, uow: UnitOfWork, sealer: Sealer) -> None:
        """Work in the transaction of *uow*."""
        super().__init__(uow.session, sealer)
        actions, facts = dict[UUID, ActionRow](), dict[UUID, dict[UUID, FactRow]]()
        self._actions, self._facts = actions, facts
        self.cases = _Cases(self.session)
        self.log = _Log(self.session, actions)
        self.facts = _Facts(self.session, facts)

    def add(self, *rows: AuthorityBase | CommonBase) -> None:
        """Keep new *rows*, and remember the newest action and the facts of each case."""
        super().add(*rows)
        self._remember(rows)

    def insert(
        self,
        rows: Sequence[AuthorityBase],
        at_hand: Sequence[AuthorityBase] = (),  # noqa: ARG002
    ) -> None:
        """Insert new *rows* at once, and remember the same of them: so all stay at hand."""
        super().insert(rows, at_hand=rows)
        self._remember(rows)

    def _remember(self, rows: Sequence[AuthorityBase | CommonBase]) -> None:
        for row in rows:
            if isinstance(row, ActionRow):
                self._actions[row.case_id] = row
            elif isinstance(row, FactRow):
                self._facts.setdefault(row.case_id, {})[row.victim_id] = row


class _Cases(Cases):
    def claim(self, case_id: UUID, actor: Actor) -> CaseRow:
        """Return the case as `get`: nobody else can have changed it."""
        case = self.get(case_id, actor)
        case.claimed_version = case.version
        return case


class _Log(Log):
    def __init__(self, session: Session, newest: dict[UUID, ActionRow]) -> None:
        super().__init__(session)
        self._newest = newest

    def last(self, case_id: UUID) -> ActionRow | None:
        """Return the newest action of a case."""
        return self._newest.get(case_id)


class _Facts(Facts):
    def __init__(self, session: Session, known: dict[UUID, dict[UUID, FactRow]]) -> None:
        super().__init__(session)
        self._known = known

    def current(self, case_id: UUID) -> dict[UUID, FactRow]:
        """Return what is known now of each victim of a case."""
        rows = self._known.get(case_id, {})
        return {victim: row for victim, row in rows.items() if row.known_until is None}
