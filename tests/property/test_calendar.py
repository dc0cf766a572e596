from datetime import date, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.clock_changes import days_left, extended
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import due_at
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR
from osh_incidents.domain.law.periods import Period, Unit
from tests.property.strategies import offsets

DAY = timedelta(days=1)
known = st.dates(LEGAL_CALENDAR.first_day, LEGAL_CALENDAR.last_day)
bounds = st.dates(LEGAL_CALENDAR.first_day, LEGAL_CALENDAR.last_day + DAY)
# Early enough for a year of working days after them.
early = st.dates(LEGAL_CALENDAR.first_day, date(2026, 6, 30))
starts = st.datetimes(datetime(2016, 1, 2), datetime(2026, 6, 30), timezones=offsets)  # noqa: DTZ001
numbers = st.integers(0, 250)
periods = st.builds(Period, st.integers(0, 250), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]))
any_periods = periods | st.builds(Period, st.integers(0, 12), st.just(Unit.MONTHS))


@given(bounds, bounds, bounds)
def test_stretches_of_working_days_add_up(first: date, middle: date, last: date) -> None:
    between = LEGAL_CALENDAR.working_days_between
    assert between(first, middle) + between(middle, last) == between(first, last)


@given(known)
def test_a_day_alone_is_a_stretch_of_one_working_day_or_none(day: date) -> None:
    number = LEGAL_CALENDAR.working_days_between(day, day + DAY)
    assert number == LEGAL_CALENDAR.is_working_day(day)


@given(early, st.integers(1, 250))
def test_the_working_day_found_is_worked_and_as_many_lie_up_to_it(day: date, number: int) -> None:
    found = LEGAL_CALENDAR.working_day_after(day, number)
    assert LEGAL_CALENDAR.is_working_day(found)
    assert LEGAL_CALENDAR.working_days_between(day + DAY, found + DAY) == number


@given(early, st.integers(0, 30))
def test_so_many_working_days_are_so_many_times_one(day: date, number: int) -> None:
    one_by_one = reduce(
        lambda reached, _: LEGAL_CALENDAR.working_day_after(reached, 1), range(number), day
    )
    assert LEGAL_CALENDAR.working_day_after(day, number) == one_by_one


@given(early)
def test_from_a_day_on_the_first_working_day_is_the_day_itself_or_the_next(day: date) -> None:
    found = LEGAL_CALENDAR.working_day_from(day)
    itself = LEGAL_CALENDAR.is_working_day(day)
    assert found == (day if itself else LEGAL_CALENDAR.working_day_after(day, 1))


@given(one=starts, another=starts, limit=any_periods, roll_over=st.booleans())
def test_who_starts_later_never_ends_earlier(
    *, one: datetime, another: datetime, limit: Period, roll_over: bool
) -> None:
    earlier, later = sorted([one, another])
    assert due_at(earlier, limit, roll_over=roll_over) <= due_at(later, limit, roll_over=roll_over)


@given(start=starts, limit=any_periods, roll_over=st.booleans())
def test_one_more_of_a_unit_never_ends_earlier(
    *, start: datetime, limit: Period, roll_over: bool
) -> None:
    more = Period(limit.amount + 1, limit.unit)
    assert due_at(start, limit, roll_over=roll_over) <= due_at(start, more, roll_over=roll_over)


@given(starts, numbers)
def test_working_days_never_end_before_as_many_calendar_days(start: datetime, number: int) -> None:
    working, calendar = Period(number, Unit.WORKING_DAYS), Period(number, Unit.DAYS)
    assert due_at(start, working) >= due_at(start, calendar)


@given(starts, any_periods)
def test_roll_over_ends_on_a_working_day_and_moves_only_over_days_off(
    start: datetime, limit: Period
) -> None:
    plain, rolled = due_at(start, limit), due_at(start, limit, roll_over=True)
    assert LEGAL_CALENDAR.is_working_day(local_day(rolled))
    assert LEGAL_CALENDAR.working_days_between(local_day(plain), local_day(rolled)) == 0


@given(starts, st.integers(0, 24))
def test_months_keep_the_number_of_the_day_or_end_with_a_shorter_month(
    start: datetime, months: int
) -> None:
    first, last = local_day(start), local_day(due_at(start, Period(months, Unit.MONTHS)))
    assert (last.year - first.year) * 12 + last.month - first.month == months
    assert last.day == first.day or (last.day < first.day and (last + DAY).day == 1)


@given(starts, st.integers(1, 60), st.data())
def test_an_extension_adds_its_days_to_the_limit(
    start: datetime, amount: int, data: st.DataObject
) -> None:
    limit = Period(amount, Unit.DAYS, extension=amount)
    days = data.draw(st.integers(1, amount))
    due = due_at(start, limit)
    assert days_left(due, extended(due, limit, days)) == days
    assert extended(due, limit, days) == due_at(start, Period(amount + days, Unit.DAYS))
