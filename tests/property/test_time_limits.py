from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockStatus, due_at, ended
from osh_incidents.domain.law.periods import Period, Unit
from tests.property.strategies import moments, offsets

# Working days are known for few years only; they are proved in test_calendar.
units = st.sampled_from([unit for unit in Unit if unit is not Unit.WORKING_DAYS])
periods = st.builds(Period, amount=st.integers(0, 400), unit=units)
day_periods = st.builds(Period, amount=st.integers(0, 400), unit=st.just(Unit.DAYS))


@given(moments, periods)
def test_a_time_limit_never_ends_before_it_starts(start: datetime, limit: Period) -> None:
    assert due_at(start, limit) >= start


@given(moments, moments, periods)
def test_who_starts_later_never_ends_earlier(
    one: datetime, another: datetime, limit: Period
) -> None:
    earlier, later = sorted([one, another])
    assert due_at(earlier, limit) <= due_at(later, limit)


@given(moments, offsets, periods)
def test_the_offset_in_which_a_start_is_written_does_not_matter(
    start: datetime, offset: timezone, limit: Period
) -> None:
    elsewhere = start.astimezone(offset)
    assert due_at(elsewhere, limit) == due_at(start, limit)


@given(moments, day_periods)
def test_days_are_counted_on_the_calendar_of_viet_nam(start: datetime, limit: Period) -> None:
    # Independent of the code: Việt Nam is seven hours ahead of UTC, without daylight saving.
    ahead = start - (start.utcoffset() or timedelta()) + timedelta(hours=7)
    expected = ahead.replace(tzinfo=None).date() + timedelta(days=limit.amount)
    due = due_at(start, limit)
    assert local_day(due) == expected
    assert local_day(due + timedelta(microseconds=1)) == expected + timedelta(days=1)


@given(moments, periods, st.integers(0, 10**12))
def test_an_act_is_in_time_up_to_the_last_moment_and_late_after_it(
    start: datetime, limit: Period, microseconds: int
) -> None:
    due = due_at(start, limit)
    away = timedelta(microseconds=microseconds)
    assert ended(due, due - away) is ClockStatus.MET
    assert ended(due, due + away + timedelta(microseconds=1)) is ClockStatus.MISSED
