"""Telling for a case whether it is counted and why not, what is missing, and who owes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from osh_incidents.domain.holders import Holder
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.model import Count, Indicator
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.standing import Entitlement, Standing
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.counts import needed
from osh_incidents.persistence.repositories.judged import Judged
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Question


class Step(Labelled):
    """What still has to be done before a case or a victim can be counted."""

    REGISTER = "register", "tiếp nhận", "registration"
    DECLARE = "declare", "khai báo của người có nghĩa vụ", "declaration by who owes it"
    INVESTIGATE = "investigate", "công bố biên bản điều tra", "published minutes"
    CONFIRM = "confirm", "kết luận bệnh nghề nghiệp", "conclusion on the disease"
    HANDLE = "handle", "xử lý", "handling"
    ASSESS = "assess", "giám định, xác định quyền hưởng", "assessment of entitlement"
    PAY = "pay", "chi trả đủ", "payment in full"


@dataclass(frozen=True, slots=True)
class Missing:
    """A step that is missing, who owes it, and by when; late from then on.

    *due_at* is None where no time runs; *overdue* tells whether it is late.
    """

    step: Step
    owed_by: Text | None
    due_at: datetime | None
    overdue: bool

    @property
    def since(self) -> datetime | None:
        """Return since when it is late."""
        return self.due_at if self.overdue else None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one count counts a victim, and the first reason why not."""

    count: Count
    reason: WhyNot | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A victim in every count of an indicator; *day* places the victim in a period, if any does."""

    victim_id: UUID
    day: date | None
    answers: tuple[Answer, ...]
    missing: tuple[Missing, ...]


def explain(
    uow: UnitOfWork, indicator: Indicator, case_id: UUID, asked: Question
) -> list[Explained]:
    """Tell of each victim of a case whether the counts of the period of its day count it.

    A victim who was not known at the moment asked about is not told of.
    """
    found = uow.judged.of_cases([case_id], needed(indicator.counts), asked.moment)
    return [_explained(indicator, one, asked) for one in found]


def of_failing(
    uow: UnitOfWork, case_ids: Sequence[UUID], moment: datetime
) -> dict[UUID, tuple[Missing, ...]]:
    """Return what is missing in each of those fatal cases as known at *moment*."""
    found = uow.judged.of_cases(case_ids, (), moment)
    return {one.fact.case_id: tuple(_steps(one.fact, moment)) for one in found}


def _explained(indicator: Indicator, found: Judged, asked: Question) -> Explained:
    day = found.day(asked.basis)
    answers = tuple(Answer(count, _reason(found, count, day)) for count in indicator.counts)
    if indicator.name == COMPENSATION_COVERAGE.name:
        missing = list(_of_payment(found.fact, asked.moment))
    else:
        missing = list(_steps(found.fact, asked.moment))
    if day is None:
        missing.insert(0, Missing(Step.REGISTER, Holder.DEPARTMENT.label, None, overdue=False))
    return Explained(found.fact.victim_id, day, answers, tuple(missing))


def _reason(found: Judged, count: Count, day: date | None) -> WhyNot | None:
    if day is None:
        return WhyNot.NO_DATE
    return next((reason for reason in RULES[count] if reason in found.reasons), None)


def _steps(fact: FactRow, moment: datetime) -> Iterator[Missing]:
    """Yield the steps of target 8 that are missing; nobody owes them where the case is left out."""
    if fact.kind is CaseKind.DISEASE or fact.standing is Standing.EXCLUDED:
        return
    if not fact.declared_by_duty:
        # No declaration at all is never within time: who owes it had to send it at once.
        who = fact.declaration_owed_by
        yield Missing(
            Step.DECLARE, who.label if who else None, fact.declaration_due_at, overdue=True
        )
    if fact.published_at is None:
        if fact.standing is Standing.PROVISIONAL or fact.case_severity is Severity.FATAL:
            yield _investigation(fact, moment)
    elif fact.handled_at is None and fact.case_severity is Severity.FATAL:
        due = fact.handling_due_at
        yield Missing(
            Step.HANDLE, Holder.DEPARTMENT.label, due, overdue=due is not None and due < moment
        )


def _investigation(fact: FactRow, moment: datetime) -> Missing:
    who, due = fact.investigation_owed_by, fact.investigation_due_at
    late = due is not None and due < moment
    return Missing(Step.INVESTIGATE, who.label if who else None, due, overdue=late)


def _of_payment(fact: FactRow, moment: datetime) -> Iterator[Missing]:
    """Yield what is missing before a victim counts as paid."""
    if fact.standing is Standing.PROVISIONAL:
        if fact.kind is CaseKind.DISEASE:
            yield Missing(Step.CONFIRM, None, None, overdue=False)
        else:
            yield _investigation(fact, moment)
    if fact.standing is Standing.EXCLUDED:
        return
    if fact.entitlement is Entitlement.AWAITING:
        # The employer sends the victim to be assessed (Law 84/2015 art. 38(6)).
        yield Missing(Step.ASSESS, Holder.EMPLOYER.label, None, overdue=False)
    elif fact.entitlement is Entitlement.ENTITLED and fact.paid_in_full_at is None:
        due = fact.payment_due_at
        late = due is not None and due < moment
        yield Missing(Step.PAY, Holder.EMPLOYER.label, due, overdue=late)
