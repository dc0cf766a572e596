"""Facts with the reasons for which counts leave them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select, true
from sqlalchemy.orm import Session

from osh_incidents.domain.indicators.model import NONE, Basis, Dimension
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.persistence.counts import reasons
from osh_incidents.persistence.dimensions import DATES, NAMED, Slice, known
from osh_incidents.persistence.tables.figures import FactRow


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact, whether its day lies in the periods asked for, and the reasons that apply to it."""

    fact: FactRow
    in_period: bool
    reasons: frozenset[WhyNot]

    def cell(self, dimension: Dimension) -> str:
        """Return in which cell of *dimension* the fact lies."""
        value = getattr(self.fact, NAMED[dimension].key)
        return NONE if value is None else str(value)

    def day(self, basis: Basis) -> date | None:
        """Return the day that places the fact in a period, if there is one yet."""
        found: date | None = getattr(self.fact, DATES[basis].key)
        return found


class JudgedFacts:
    """The facts of one authority's victims, each judged by every reason asked about."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def ever_in(self, within: Slice, wanted: Sequence[WhyNot], known_at: datetime) -> list[Judged]:
        """Return what was known at *known_at* of every victim who was ever in the periods.

        Reasons are judged at the moment of *within*, which may be a later one; its cell is not
        asked about.
        """
        day = DATES[within.basis]
        ever = select(FactRow.victim_id).where(day >= within.first, day <= within.last)
        in_period = func.coalesce(day.between(within.first, within.last), false())
        conditions = [FactRow.victim_id.in_(ever), *known(known_at)]
        return self._judged(in_period, wanted, within.moment, conditions)

    def of_cases(
        self, case_ids: Sequence[UUID], wanted: Sequence[WhyNot], moment: datetime
    ) -> list[Judged]:
        """Return what was known of the victims of cases at *moment*, of whatever period."""
        conditions = [FactRow.case_id.in_(case_ids), *known(moment)]
        return self._judged(true(), wanted, moment, conditions)

    def _judged(
        self,
        in_period: ColumnElement[bool],
        wanted: Sequence[WhyNot],
        moment: datetime,
        conditions: Sequence[ColumnElement[bool]],
    ) -> list[Judged]:
        judged = reasons(moment)
        flags = [judged[reason].label(reason.value) for reason in wanted]
        statement = (
            select(FactRow, in_period.label("in_period"), *flags)
            .where(*conditions)
            .order_by(FactRow.case_id, FactRow.victim_id)
        )
        return [
            Judged(
                fact,
                bool(inside),
                frozenset(reason for reason, holds in zip(wanted, told, strict=True) if holds),
            )
            for fact, inside, *told in self._session.execute(statement)
        ]
