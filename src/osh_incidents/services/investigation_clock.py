"""How the clock of an investigation changes: extended, for experts, paused and begun anew."""

from datetime import datetime

from osh_incidents.domain.classification import Derived
from osh_incidents.domain.deadlines import ClockDuty, ClockReason, ClockStatus
from osh_incidents.domain.investigation_time import InvestigationTime
from osh_incidents.domain.law.investigation import INVESTIGATE_WITHIN
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.time_limits import EXPERT_WITHIN
from osh_incidents.domain.levels import belongs_elsewhere
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, rounds
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import investigation_period


def extend(uow: UnitOfWork, case: CaseRow, days: int) -> None:
    """Give the running clock *days* more: the only extension that the law knows."""
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if clock is not None:
        clock.due_at = _time(uow, case, clock).extended(days).due_at


def wait_for_experts(uow: UnitOfWork, case: CaseRow, now: datetime) -> None:
    """Give the clock the limit of an assessment, from the day on which it started."""
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if clock is None or clock.rule == EXPERT_WITHIN.key:
        return
    law = law_of(uow)
    longer = _time(uow, case, clock).with_assessment()
    clocks.supersede(clock, now)
    limit = clocks.Limit.of(
        law, ClockDuty.INVESTIGATION, EXPERT_WITHIN, clock.started_at, ClockReason.ASSESSMENT
    )
    clocks.start(law, case, limit, clock.started_at).due_at = longer.due_at


def pause(case: CaseRow) -> None:
    """Let no time run while the police have the file."""
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if clock is not None and clock.status is ClockStatus.RUNNING:
        clock.status = ClockStatus.PAUSED


def begin_anew(uow: UnitOfWork, case: CaseRow, now: datetime) -> None:
    """Start the whole limit again *now* that all material is back (Law 84/2015 art. 35(7))."""
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if clock is None or clock.status is not ClockStatus.PAUSED:
        return
    law = law_of(uow)
    period = investigation_period(case, clock, law)
    clocks.void(clock, now)
    again = clocks.Limit(
        ClockDuty.INVESTIGATION, period, clocks.because(clock), ClockReason.FILE_RETURNED
    )
    clocks.start(law, case, again, now)


def begin_round(uow: UnitOfWork, case: CaseRow, limit: Period, now: datetime) -> None:
    """Start the limit of another round *now* that it is opened, after the one before ended."""
    law = law_of(uow)
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if clock is not None and clock.status in {ClockStatus.RUNNING, ClockStatus.PAUSED}:
        clocks.supersede(clock, now)
    because = law.because(INVESTIGATE_WITHIN, case.occurred_on)
    again = clocks.Limit(ClockDuty.INVESTIGATION, limit, because, ClockReason.ROUND_OPENED)
    clocks.start(law, case, again, now)


def follow(
    uow: UnitOfWork, case: CaseRow, limit: Derived[Period] | None, since: datetime, now: datetime
) -> None:
    """Let the clock follow the *limit* that the facts of *case* ask for now.

    The time runs from the news of the accident, *since*. A longer limit of another class runs
    from there too; a shorter one does not take from a team the time it had when it began. After
    the minutes it begins *now*, if the case has to be investigated at another level.
    """
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if limit is None:
        if clock is not None and clock.status is ClockStatus.RUNNING:
            clocks.supersede(clock, now)
        return
    if clock is None:
        reason = ClockReason.NEWS if case.inquiry is None else ClockReason.RECLASSIFIED
        _start(uow, case, limit, since, reason)
    elif clock.status is ClockStatus.RUNNING:
        _change(uow, case, clock, limit, now)
    elif clock.status is not ClockStatus.PAUSED and _is_taken_over(case):
        _start(uow, case, limit, now, ClockReason.RECLASSIFIED)


def _change(
    uow: UnitOfWork, case: CaseRow, clock: ClockRow, limit: Derived[Period], now: datetime
) -> None:
    due = clocks.due(law_of(uow), limit.value, clock.started_at)
    begun = case.inquiry is not None
    if due == clock.due_at or (begun and due < clock.due_at):
        return
    clocks.supersede(clock, now)
    _start(uow, case, limit, clock.started_at, ClockReason.RECLASSIFIED)


def _is_taken_over(case: CaseRow) -> bool:
    """Whether another level must begin after the minutes of the one before were published."""
    at_work = rounds.level(case)
    if case.level is None or at_work is None or case.inquiry is None:
        return False
    return case.inquiry.published_at is not None and belongs_elsewhere(at_work, case.level)


def _start(
    uow: UnitOfWork, case: CaseRow, limit: Derived[Period], since: datetime, reason: ClockReason
) -> None:
    set_by = clocks.Limit(ClockDuty.INVESTIGATION, limit.value, limit.because, reason)
    clocks.start(law_of(uow), case, set_by, since)


def _time(uow: UnitOfWork, case: CaseRow, clock: ClockRow) -> InvestigationTime:
    return InvestigationTime(
        clock.started_at,
        investigation_period(case, clock, law_of(uow)),
        clock.due_at,
        law=law_of(uow),
    )
