from datetime import UTC, datetime, timedelta, timezone

import pytest

from osh_incidents.domain.days import ICT, end_of, local_day, start_of
from osh_incidents.domain.deadlines import ClockStatus, due_at, ended
from osh_incidents.domain.law.periods import Period, Unit

MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ICT)
MOMENT = timedelta(microseconds=1)


def days(amount: int) -> Period:
    return Period(amount, Unit.DAYS)


@pytest.mark.parametrize(
    ("limit", "last_day"),
    [(4, "2026-03-08"), (7, "2026-03-11"), (20, "2026-03-24"), (30, "2026-04-03")],
)
def test_the_first_day_is_not_counted_and_the_last_one_counts_to_its_end(
    limit: int, last_day: str
) -> None:
    due = due_at(MORNING, days(limit))
    assert due.isoformat() == f"{last_day}T23:59:59.999999+07:00"


@pytest.mark.parametrize("limit", [4, 7, 20, 30])
def test_an_act_at_the_end_of_the_last_day_is_in_time_and_one_on_the_day_after_is_late(
    limit: int,
) -> None:
    due = due_at(MORNING, days(limit))
    day_after = start_of(MORNING.date() + timedelta(days=limit + 1))
    assert ended(due, day_after - MOMENT) is ClockStatus.MET
    assert ended(due, day_after) is ClockStatus.MISSED


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        ("2026-03-04T16:59:59.999999+00:00", "2026-03-08"),
        ("2026-03-04T17:00:00+00:00", "2026-03-09"),
        ("2026-03-04T23:59:59+07:00", "2026-03-08"),
        ("2026-03-05T00:00:00+07:00", "2026-03-09"),
        ("2026-03-04T11:59:59-05:00", "2026-03-08"),
        ("2026-03-04T12:00:00-05:00", "2026-03-09"),
        ("2026-03-05T02:59:59+10:00", "2026-03-08"),
        ("2026-03-05T03:00:00+10:00", "2026-03-09"),
        ("2024-02-25T08:00:00+07:00", "2024-02-29"),
        ("2025-12-31T23:59:59+07:00", "2026-01-04"),
    ],
)
def test_the_day_of_the_start_is_that_of_viet_nam_whatever_the_offset(
    start: str, last_day: str
) -> None:
    due = due_at(datetime.fromisoformat(start), days(4))
    assert due.isoformat() == f"{last_day}T23:59:59.999999+07:00"


@pytest.mark.parametrize("offset", [0, 7, -5, 14])
def test_hours_run_on_without_pause(offset: int) -> None:
    start = datetime(2026, 3, 4, 22, 15, 30, tzinfo=timezone(timedelta(hours=offset)))
    assert due_at(start, Period(24, Unit.HOURS)) - start == timedelta(hours=24)


def test_a_limit_in_hours_is_told_in_the_time_of_viet_nam() -> None:
    due = due_at(datetime(2026, 3, 4, 1, 0, tzinfo=UTC), Period(2, Unit.HOURS))
    assert due.isoformat() == "2026-03-04T10:00:00+07:00"


def test_an_act_at_the_very_last_moment_is_in_time() -> None:
    due = due_at(MORNING, Period(24, Unit.HOURS))
    assert ended(due, due) is ClockStatus.MET
    assert ended(due, due + MOMENT) is ClockStatus.MISSED


def test_a_day_in_viet_nam_begins_at_17_hours_utc_of_the_day_before() -> None:
    day = MORNING.date()
    assert start_of(day) == datetime(2026, 3, 3, 17, tzinfo=UTC)
    assert end_of(day) == datetime(2026, 3, 4, 17, tzinfo=UTC) - MOMENT
    assert local_day(start_of(day)) == local_day(end_of(day)) == day
    assert local_day(end_of(day) + MOMENT) == day + timedelta(days=1)
