"""The periods of the deadline table (docs of the law, section 12) as they are written there."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from osh_incidents.domain import legal_dates
from osh_incidents.domain.days import ICT, start_of
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, ended, is_overdue, told
from osh_incidents.domain.investigation_time import InvestigationTime
from osh_incidents.domain.law import time_limits
from osh_incidents.domain.law.investigation import INVESTIGATE_WITHIN, Class
from osh_incidents.domain.law.model import Provision
from osh_incidents.domain.law.periods import Period, Unit

MOMENT = timedelta(microseconds=1)
START = datetime(2026, 3, 4, 9, 0, tzinfo=ICT)
LIMITS = INVESTIGATE_WITHIN.on(START.date()).value


def last_day(due: datetime) -> str:
    assert due.isoformat()[10:] == "T23:59:59.999999+07:00"
    return due.date().isoformat()


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        (time_limits.SCENE_WITHIN, Period(2, Unit.HOURS)),
        (time_limits.EXPERT_WITHIN, Period(60, Unit.DAYS, extension=60)),
        (time_limits.HANDOVER_WITHIN, Period(5, Unit.DAYS)),
        (time_limits.POLICE_OPINION_WITHIN, Period(10, Unit.WORKING_DAYS)),
        (time_limits.SEND_MINUTES_WITHIN, Period(3, Unit.WORKING_DAYS)),
        (time_limits.COMPLAIN_WITHIN, Period(90, Unit.DAYS)),
        (time_limits.COMPLAINT_ANSWERED_WITHIN, Period(10, Unit.WORKING_DAYS)),
        (time_limits.FUND_FILE_WITHIN, Period(30, Unit.DAYS)),
        (time_limits.FUND_DECIDES_WITHIN, Period(10, Unit.DAYS)),
        (time_limits.REST_LIST_WITHIN, Period(10, Unit.DAYS)),
        (time_limits.REST_DECIDED_WITHIN, Period(10, Unit.DAYS)),
        (time_limits.REST_PAID_WITHIN, Period(5, Unit.DAYS)),
        (time_limits.REASSESS_AFTER, Period(24, Unit.MONTHS)),
        (time_limits.KEEP_FATAL_FOR, Period(180, Unit.MONTHS)),
    ],
    ids=lambda value: value.key if isinstance(value, Provision) else "",
)
def test_a_limit_is_as_the_table_writes_it(rule: Provision[Period], period: Period) -> None:
    assert rule.on(START.date()).value == period


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (legal_dates.fund_file_due, "2026-04-03"),
        (legal_dates.fund_decision_due, "2026-03-14"),
        (legal_dates.rest_list_due, "2026-03-14"),
        (legal_dates.rest_decision_due, "2026-03-14"),
        (legal_dates.rest_payment_due, "2026-03-09"),
        (legal_dates.handover_due, "2026-03-09"),
        (legal_dates.police_opinion_due, "2026-03-18"),
        (legal_dates.complaint_answer_due, "2026-03-18"),
    ],
)
def test_the_dates_of_others_follow_from_theirs(
    due: Callable[[datetime], datetime], expected: str
) -> None:
    assert last_day(due(START)) == expected


def test_a_loss_is_assessed_anew_after_two_years_and_a_death_kept_for_fifteen() -> None:
    leap_day = date(2024, 2, 29)
    assert legal_dates.reassessment_from(leap_day) == date(2026, 2, 28)
    assert legal_dates.fatal_file_kept_until(leap_day) == date(2039, 2, 28)


@pytest.mark.parametrize(
    ("graded", "days"),
    [
        (Class.LIGHT, 4),
        (Class.ONE_SEVERE, 7),
        (Class.SEVERAL_SEVERE, 20),
        (Class.FATAL, 30),
    ],
)
def test_an_investigation_is_in_time_on_its_last_day_and_late_on_the_next(
    graded: Class, days: int
) -> None:
    due = InvestigationTime.begun(START, LIMITS[graded]).due_at
    assert due == start_of(START.date() + timedelta(days=days + 1)) - MOMENT
    assert ended(due, due) is ClockStatus.MET
    assert ended(due, due + MOMENT) is ClockStatus.MISSED


def test_an_assessment_gives_sixty_days_from_the_start_and_not_from_the_need() -> None:
    time = InvestigationTime.begun(START, LIMITS[Class.FATAL]).with_assessment()
    assert last_day(time.due_at) == "2026-05-03"
    assert last_day(time.extended(60).due_at) == "2026-07-02"
    with pytest.raises(ValueError, match="60"):
        time.extended(61)


def test_an_assessment_never_takes_time_away() -> None:
    longest = InvestigationTime.begun(START, LIMITS[Class.FATAL]).extended(30)
    assert longest.with_assessment().due_at == longest.due_at
    with pytest.raises(ValueError, match="once"):
        longest.with_assessment().extended(1)


@pytest.mark.parametrize(
    ("graded", "days"), [(Class.ONE_SEVERE, 7), (Class.SEVERAL_SEVERE, 20), (Class.FATAL, 30)]
)
def test_an_extension_is_at_most_the_limit_itself(graded: Class, days: int) -> None:
    time = InvestigationTime.begun(START, LIMITS[graded])
    assert time.extended(days).due_at == time.due_at + timedelta(days=days)
    with pytest.raises(ValueError, match="extension"):
        time.extended(days + 1)
    with pytest.raises(ValueError, match="extension"):
        time.extended(0)


def test_an_extension_is_the_only_one_and_a_light_accident_has_none() -> None:
    once = InvestigationTime.begun(START, LIMITS[Class.FATAL]).extended(1)
    with pytest.raises(ValueError, match="once"):
        once.extended(1)
    with pytest.raises(ValueError, match="extension"):
        InvestigationTime.begun(START, LIMITS[Class.LIGHT]).extended(1)


def test_the_whole_limit_runs_anew_from_the_return_of_the_last_material() -> None:
    back = datetime(2026, 8, 10, 15, 0, tzinfo=ICT)
    time = InvestigationTime.begun(START, LIMITS[Class.FATAL]).material_back(back)
    assert (time.started_at, last_day(time.due_at)) == (back, "2026-09-09")
    assessed = time.with_assessment()
    assert last_day(assessed.due_at) == "2026-10-09"


@pytest.mark.parametrize("duty", ClockDuty)
def test_only_a_window_lapses_and_only_a_duty_is_overdue(duty: ClockDuty) -> None:
    window = duty is ClockDuty.COMPLAINT
    after = START + MOMENT
    assert told(duty, ClockStatus.RUNNING, START, START) is ClockStatus.RUNNING
    assert not is_overdue(duty, ClockStatus.RUNNING, START, START)
    assert (told(duty, ClockStatus.RUNNING, START, after) is ClockStatus.LAPSED) is window
    assert is_overdue(duty, ClockStatus.RUNNING, START, after) is not window
    assert told(duty, ClockStatus.MET, START, after) is ClockStatus.MET
    assert not is_overdue(duty, ClockStatus.MISSED, START, after)
