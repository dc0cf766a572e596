from datetime import UTC, date, datetime, timedelta

import pytest

from osh_incidents.domain.clock_changes import changed_limit, days_left, extended, restarted
from osh_incidents.domain.days import ICT, start_of
from osh_incidents.domain.deadlines import ClockStatus, due_at, ended, exclusive_deadline
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.law.time_rules import ROLL_OVER

MOMENT = timedelta(microseconds=1)
LIGHT, ONE_SEVERE = Period(4, Unit.DAYS), Period(7, Unit.DAYS, extension=7)
FATAL, EXPERT = Period(30, Unit.DAYS, extension=30), Period(60, Unit.DAYS, extension=60)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ICT).replace(hour=hour)


def told(due: datetime) -> str:
    assert due.isoformat()[10:] == "T23:59:59.999999+07:00"
    return due.date().isoformat()


@pytest.mark.parametrize(
    ("start", "number", "last_day"),
    [
        ("2026-03-04", 1, "2026-03-05"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-04", 10, "2026-03-18"),
        # Over the nine days off of Tết 2026, from Saturday 14/2 to Sunday 22/2.
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2024-02-07", 1, "2024-02-15"),
        # The Friday is swapped for Saturday 10/1, which is worked.
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-09", 1, "2026-01-10"),
        # Monday 29/4 is off and Saturday 4/5 is worked.
        ("2024-04-26", 2, "2024-05-03"),
        ("2024-04-26", 3, "2024-05-04"),
        ("2018-12-28", 4, "2019-01-05"),
        # Three holidays in a row, two of them on the weekend: days in lieu on 2/5 and 3/5.
        ("2023-04-28", 1, "2023-05-04"),
        ("2026-03-04", 0, "2026-03-04"),
    ],
)
def test_a_limit_in_working_days_ends_with_the_last_of_them(
    start: str, number: int, last_day: str
) -> None:
    assert told(due_at(at(start), Period(number, Unit.WORKING_DAYS))) == last_day


def test_the_day_of_the_start_of_working_days_is_that_of_viet_nam() -> None:
    thursday_in_utc = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
    assert told(due_at(thursday_in_utc, Period(1, Unit.WORKING_DAYS))) == "2026-03-09"


def test_working_days_beyond_the_calendar_are_refused_and_calendar_days_are_not() -> None:
    start = at("2027-12-30")
    assert told(due_at(start, Period(1, Unit.WORKING_DAYS))) == "2027-12-31"
    with pytest.raises(NoRuleInForce) as refused:
        due_at(start, Period(2, Unit.WORKING_DAYS))
    assert "2028-01-01" in refused.value.detail.en
    assert told(due_at(start, FATAL)) == "2028-01-29"
    with pytest.raises(NoRuleInForce):
        due_at(start, FATAL, roll_over=True)


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        LEGAL_CALENDAR.working_day_after(date(2026, 3, 4), -1)


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [
        ("2026-03-02", "2026-03-09", 5),
        ("2026-02-14", "2026-02-23", 0),
        ("2026-01-05", "2026-01-12", 6),
        ("2026-03-09", "2026-03-02", -5),
        ("2027-12-27", "2028-01-01", 5),
        ("2016-01-01", "2016-01-01", 0),
    ],
)
def test_a_stretch_counts_its_first_day_and_not_its_end(
    since: str, until: str, number: int
) -> None:
    bounds = date.fromisoformat(since), date.fromisoformat(until)
    assert LEGAL_CALENDAR.working_days_between(*bounds) == number


@pytest.mark.parametrize("bound", [date(2015, 12, 31), date(2028, 1, 2)])
def test_a_stretch_outside_the_calendar_is_refused(bound: date) -> None:
    with pytest.raises(NoRuleInForce):
        LEGAL_CALENDAR.working_days_between(date(2026, 1, 1), bound)


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-11-15", 2, "2027-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-03-04", 0, "2026-03-04"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(
    start: str, months: int, last_day: str
) -> None:
    assert told(due_at(at(start), Period(months, Unit.MONTHS))) == last_day


@pytest.mark.parametrize("number", [4, 7, 20, 30, 60])
@pytest.mark.parametrize("start", ["2026-02-10", "2024-04-27", "2025-12-20"])
def test_the_last_day_is_in_time_and_the_day_after_is_late(start: str, number: int) -> None:
    due = due_at(at(start), Period(number, Unit.DAYS))
    day_after = start_of(date.fromisoformat(start) + timedelta(days=number + 1))
    assert due == day_after - MOMENT
    assert ended(due, day_after - MOMENT) is ClockStatus.MET
    assert ended(due, day_after) is ClockStatus.MISSED


@pytest.mark.parametrize(
    ("start", "period", "last_day"),
    [
        ("2026-03-03", LIGHT, "2026-03-09"),
        ("2026-03-04", LIGHT, "2026-03-09"),
        ("2026-03-05", LIGHT, "2026-03-09"),
        ("2026-02-10", LIGHT, "2026-02-23"),
        ("2026-01-06", LIGHT, "2026-01-10"),
        ("2026-01-31", Period(1, Unit.MONTHS), "2026-03-02"),
        ("2026-03-04", Period(3, Unit.WORKING_DAYS), "2026-03-09"),
    ],
)
def test_with_roll_over_a_limit_that_ends_on_a_day_off_ends_with_the_next_working_day(
    start: str, period: Period, last_day: str
) -> None:
    assert told(due_at(at(start), period, roll_over=True)) == last_day


def test_hours_never_roll_over() -> None:
    saturday = at("2026-03-06", 20)
    period = Period(24, Unit.HOURS)
    assert due_at(saturday, period, roll_over=True) == saturday + timedelta(hours=24)


def test_no_limit_rolls_over_until_somebody_settles_the_doubt() -> None:
    for day in (date(2016, 7, 1), date(2017, 1, 1), date(2026, 11, 24)):
        assert ROLL_OVER.on(day).value is False
        assert ROLL_OVER.on(day).source.mark is Mark.UNSURE
        assert "chưa chắc" in ROLL_OVER.on(day).source.article


@pytest.mark.parametrize(("days", "last_day"), [(1, "2026-03-12"), (7, "2026-03-18")])
def test_an_extension_is_counted_from_the_day_after_the_limit(days: int, last_day: str) -> None:
    due = due_at(at("2026-03-04"), ONE_SEVERE)
    assert told(extended(due, ONE_SEVERE, days)) == last_day


def test_a_full_extension_doubles_the_limit() -> None:
    due = due_at(at("2026-03-04"), EXPERT)
    doubled = due_at(at("2026-03-04"), Period(120, Unit.DAYS))
    assert extended(due, EXPERT, 60) == doubled


def test_an_extension_in_working_days_skips_days_off() -> None:
    period = Period(3, Unit.WORKING_DAYS, extension=2)
    assert told(extended(due_at(at("2026-03-03"), period), period, 2)) == "2026-03-10"


@pytest.mark.parametrize(
    ("period", "days"), [(ONE_SEVERE, 0), (ONE_SEVERE, 8), (ONE_SEVERE, -1), (LIGHT, 1)]
)
def test_an_extension_is_refused_beyond_what_the_law_allows(period: Period, days: int) -> None:
    with pytest.raises(ValueError, match=f"not {days}"):
        extended(at("2026-03-11"), period, days)


def test_the_limit_runs_anew_in_full_from_the_return_of_the_police_file() -> None:
    assert told(restarted(at("2026-06-01"), FATAL)) == "2026-07-01"


def test_a_longer_limit_is_still_counted_from_the_original_start() -> None:
    assert told(changed_limit(at("2026-03-04"), EXPERT)) == "2026-05-03"


def test_changes_of_a_clock_roll_over_like_limits() -> None:
    saturday = "2026-03-07"
    assert told(extended(at("2026-03-06"), ONE_SEVERE, 1, roll_over=True)) == "2026-03-09"
    assert told(restarted(at("2026-03-03"), LIGHT, roll_over=True)) == "2026-03-09"
    assert told(changed_limit(at("2026-03-03"), LIGHT, roll_over=True)) == "2026-03-09"
    assert told(changed_limit(at("2026-03-03"), LIGHT)) == saturday


@pytest.mark.parametrize(
    ("now", "left"),
    [("2026-03-04", 4), ("2026-03-07", 1), ("2026-03-08", 0), ("2026-03-09", -1)],
)
def test_on_the_last_day_no_day_is_left_and_after_it_less_than_none(now: str, left: int) -> None:
    due = due_at(at("2026-03-04"), LIGHT)
    assert days_left(at(now, 0), due) == days_left(at(now, 23), due) == left


@pytest.mark.parametrize(
    ("before", "last_day"),
    [((2026, 7, 5), "2026-07-04"), ((2027, 1, 1), "2026-12-31"), ((2024, 3, 1), "2024-02-29")],
)
def test_what_is_due_before_a_day_is_in_time_on_the_eve_only(
    before: tuple[int, int, int], last_day: str
) -> None:
    due = exclusive_deadline(*before)
    assert told(due) == last_day
    assert ended(due, start_of(date(*before))) is ClockStatus.MISSED
