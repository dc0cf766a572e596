"""How the clock of an investigation changes: extended, for experts, paused and begun anew."""

from datetime import datetime

from osh_incidents.domain.deadlines import ClockDuty, ClockStatus
from osh_incidents.domain.investigation_time import InvestigationTime
from osh_incidents.domain.law.time_limits import EXPERT_WITHIN
from osh_incidents.domain.vocabulary import ExtensionState
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks
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
    clocks.void(clock, now)
    limit = clocks.Limit.of(law, ClockDuty.INVESTIGATION, EXPERT_WITHIN, clock.started_at)
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
    again = clocks.Limit(ClockDuty.INVESTIGATION, period, clocks.because(clock))
    clocks.start(law, case, again, now)


def is_changed(case: CaseRow) -> bool:
    """Whether the clock no longer follows from the class of the accident alone."""
    inquiry = case.inquiry
    return inquiry is not None and (
        inquiry.extension is ExtensionState.APPROVED
        or inquiry.assessment is not None
        or inquiry.referred_at is not None
    )


def _time(uow: UnitOfWork, case: CaseRow, clock: ClockRow) -> InvestigationTime:
    return InvestigationTime(
        clock.started_at,
        investigation_period(case, clock, law_of(uow)),
        clock.due_at,
        law=law_of(uow),
    )
