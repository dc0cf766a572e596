"""The feed of changes: positions for what is committed, and pages of what an actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists, false, func, insert, or_, select, update
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor, Permission, Role
from osh_incidents.domain.feed import Subject, in_order
from osh_incidents.domain.releases import PUBLIC
from osh_incidents.persistence.repositories.releases import readable
from osh_incidents.persistence.repositories.signals import seen_by
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.feed import ChangeRow, FeedHeadRow, OutboxRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.tables.signals import SignalRow

BATCH = 1_000
_WINDOW = 10_000
"""Positions looked through for one page: a caller who sees little of much is answered soon."""


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """What comes after position *after*; of *types* and of those that begin with one and a dot."""

    after: int
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some changes, up to which position they tell everything, and whether there may be more."""

    rows: Sequence[ChangeRow]
    position: int
    more: bool


class Feed:
    """The changes of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def head(self) -> int:
        """Return the last position that was given."""
        return self._session.scalars(select(FeedHeadRow.position)).one()

    def waiting(self) -> int:
        """Return how many committed changes have no position yet."""
        return self._session.scalars(select(func.count()).select_from(OutboxRow)).one()

    def is_waiting(self) -> bool:
        """Whether a committed change has no position yet."""
        return self._session.scalar(select(OutboxRow.id).limit(1)) is not None

    def sequence(self) -> int:
        """Give the next positions to up to about a thousand committed changes; return how many.

        Whoever else does so at the same time waits. An earlier change of a subject is taken along.
        """
        head = self._session.scalars(select(FeedHeadRow).with_for_update()).one()
        first = select(OutboxRow.subject_id, OutboxRow.number).order_by(OutboxRow.id).limit(BATCH)
        chosen = first.subquery()
        last = func.max(chosen.c.number).label("last")
        tops = select(chosen.c.subject_id, last).group_by(chosen.c.subject_id).subquery()
        table = OutboxRow.__table__
        found = self._session.execute(
            select(table).join(
                tops,
                and_(table.c.subject_id == tops.c.subject_id, table.c.number <= tops.c.last),
            )
        ).all()
        if not found:
            return 0
        placed = [
            {**row._mapping, "position": position}  # noqa: SLF001 - that is its public name
            for position, row in enumerate(in_order(found), start=head.position + 1)
        ]
        self._session.execute(insert(ChangeRow), placed)
        ids = [row.id for row in found]
        taken = delete(OutboxRow).where(OutboxRow.id.in_(ids))
        self._session.execute(taken, execution_options={"synchronize_session": False})
        moved = update(FeedHeadRow).values(position=head.position + len(found))
        self._session.execute(moved, execution_options={"synchronize_session": False})
        return len(found)

    def page(self, asked: FeedQuery, actor: Actor, size: int) -> FeedPage:
        """Return the next changes that *actor* may see now, in the order of the feed."""
        head = self.head()
        end = min(asked.after + _WINDOW, head)
        statement = select(ChangeRow).where(
            ChangeRow.position > asked.after,
            ChangeRow.position <= end,
            visible_changes(actor),
            _of_types(asked.types),
        )
        rows = self._session.scalars(statement.order_by(ChangeRow.position).limit(size + 1)).all()
        if len(rows) > size:
            return FeedPage(rows[:size], rows[size - 1].position, more=True)
        return FeedPage(rows, end, more=end < head)

    def since(self, position: int, types: tuple[str, ...], actor: Actor) -> FeedPage:
        """Return a batch of changes after *position* that *actor* may see now."""
        return self.page(FeedQuery(position, types), actor, BATCH)

    def change(self, position: int, actor: Actor) -> ChangeRow | None:
        """Return the change at *position*, if *actor* may see it now."""
        statement = select(ChangeRow).where(ChangeRow.position == position, visible_changes(actor))
        return self._session.scalars(statement).one_or_none()


def visible_changes(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that holds for exactly the changes *actor* may see as things are now."""
    return or_(_of_cases(actor), _of_releases(actor), _of_signals(actor))


def _of_cases(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(Permission.CASES_READ):
        return false()
    case = exists().where(CaseRow.id == ChangeRow.subject_id, visible_to(actor))
    of_cases = and_(ChangeRow.subject == Subject.CASE, case)
    if actor.role is not Role.EMPLOYER:
        return of_cases
    # An employer does not learn that somebody reported (Law 84/2015 art. 34(2)).
    said = ActionRow.data["signal"].as_string().is_not(None)
    return and_(of_cases, ~exists().where(ActionRow.id == ChangeRow.id, said))


def _of_releases(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(Permission.INDICATORS_READ):
        return false()
    drafts = actor.may(Permission.RELEASES_PREPARE)
    exact = actor.may(Permission.INDICATORS_CASES)
    seen = ChangeRow.subject_id.in_(readable(drafts=drafts, exact=exact))
    found = and_(ChangeRow.subject == Subject.RELEASE, seen)
    return found if drafts else and_(found, ChangeRow.state.in_([one.value for one in PUBLIC]))


def _of_signals(actor: Actor) -> ColumnElement[bool]:
    signal = exists().where(SignalRow.id == ChangeRow.subject_id, seen_by(actor))
    return and_(ChangeRow.subject == Subject.SIGNAL, signal)


def _of_types(types: Sequence[str]) -> ColumnElement[bool]:
    if not types:
        return ChangeRow.type.is_not(None)
    below = (ChangeRow.type.startswith(f"{one}.", autoescape=True) for one in types)
    return or_(ChangeRow.type.in_(types), *below)
