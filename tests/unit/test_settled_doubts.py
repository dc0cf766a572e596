"""Dates by a law that somebody corrected: it rolls over, its limits and its calendar differ."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from osh_incidents.domain import legal_dates
from osh_incidents.domain.clock_changes import changed_limit, extended, restarted
from osh_incidents.domain.days import ICT
from osh_incidents.domain.investigation_time import InvestigationTime
from osh_incidents.domain.law import time_limits
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.holidays import TET, noticed
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Provision, Version
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.law.time_rules import ROLL_OVER

SINCE = date(2026, 1, 1)
LIGHT, ONE_SEVERE = Period(4, Unit.DAYS), Period(7, Unit.DAYS, extension=7)
MONDAY_OFF = LEGAL_CALENDAR.amended(noticed(date(2026, 3, 9), TET))


def version(value: object) -> Version[object]:
    return Version(SINCE, value, law_84("Điều 35"), CHECKED)


ROLLING = Law({ROLL_OVER.key: [version(value=True)]})


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ICT)


def told(due: datetime) -> str:
    assert due.isoformat()[10:] == "T23:59:59.999999+07:00"
    return due.date().isoformat()


def test_an_investigation_that_ends_on_a_saturday_ends_on_the_monday() -> None:
    # 3/3 + 4 = Saturday 7/3.
    begun = InvestigationTime.begun(at("2026-03-03"), LIGHT, ROLLING)
    assert told(begun.due_at) == "2026-03-09"
    # 6/4 + 4 = Friday 10/4; the material is back on 7/4: Saturday 11/4.
    back = InvestigationTime.begun(at("2026-04-06"), LIGHT, ROLLING).material_back(at("2026-04-07"))
    assert told(back.due_at) == "2026-04-13"


def test_an_extension_and_an_assessment_that_end_on_a_day_off_do_so_too() -> None:
    # 2/3 + 7 = Monday 9/3; + 5 = Saturday 14/3.
    begun = InvestigationTime.begun(at("2026-03-02"), ONE_SEVERE, ROLLING)
    assert told(begun.extended(5).due_at) == "2026-03-16"
    # 4/3 + 60 = Sunday 3/5.
    assessed = InvestigationTime.begun(at("2026-03-04"), ONE_SEVERE, ROLLING).with_assessment()
    assert told(assessed.due_at) == "2026-05-04"


def test_a_corrected_limit_of_an_assessment_is_that_of_the_law_of_the_start() -> None:
    law = Law({time_limits.EXPERT_WITHIN.key: [version(Period(50, Unit.DAYS))]})
    time = InvestigationTime.begun(at("2026-03-04"), ONE_SEVERE, law)
    assert time.law is law
    assert told(time.with_assessment().due_at) == "2026-04-23"


def test_without_the_rule_a_new_start_ends_on_the_saturday() -> None:
    assert told(restarted(at("2026-03-03"), LIGHT)) == "2026-03-07"


def test_changes_of_a_clock_follow_the_calendar_they_are_given() -> None:
    start = at("2026-03-03")
    assert told(restarted(start, LIGHT, MONDAY_OFF, roll_over=True)) == "2026-03-10"
    assert told(changed_limit(start, LIGHT, MONDAY_OFF, roll_over=True)) == "2026-03-10"
    late = extended(at("2026-03-06"), ONE_SEVERE, 1, MONDAY_OFF, roll_over=True)
    assert told(late) == "2026-03-10"


@pytest.mark.parametrize(
    ("due", "rule"),
    [
        (legal_dates.fund_file_due, time_limits.FUND_FILE_WITHIN),
        (legal_dates.fund_decision_due, time_limits.FUND_DECIDES_WITHIN),
        (legal_dates.rest_list_due, time_limits.REST_LIST_WITHIN),
        (legal_dates.rest_decision_due, time_limits.REST_DECIDED_WITHIN),
        (legal_dates.rest_payment_due, time_limits.REST_PAID_WITHIN),
        (legal_dates.handover_due, time_limits.HANDOVER_WITHIN),
        (legal_dates.police_opinion_due, time_limits.POLICE_OPINION_WITHIN),
        (legal_dates.complaint_answer_due, time_limits.COMPLAINT_ANSWERED_WITHIN),
    ],
)
def test_the_dates_of_others_follow_the_law_as_corrected(
    due: Callable[[datetime, Law], datetime], rule: Provision[Period]
) -> None:
    # 4/3 + 3 = Saturday 7/3.
    three_days = version(Period(3, Unit.DAYS))
    assert told(due(at("2026-03-04"), Law({rule.key: [three_days]}))) == "2026-03-07"
    both = Law({rule.key: [three_days], ROLL_OVER.key: [version(value=True)]})
    assert told(due(at("2026-03-04"), both)) == "2026-03-09"


@pytest.mark.parametrize(
    ("first", "rule"),
    [
        (legal_dates.reassessment_from, time_limits.REASSESS_AFTER),
        (legal_dates.fatal_file_kept_until, time_limits.KEEP_FATAL_FOR),
    ],
)
def test_what_is_counted_in_months_follows_it_too(
    first: Callable[[date, Law], date], rule: Provision[Period]
) -> None:
    law = Law({rule.key: [Version(IN_FORCE, Period(6, Unit.MONTHS), law_84(""), CHECKED)]})
    assert first(date(2026, 3, 4), law) == date(2026, 9, 4)
