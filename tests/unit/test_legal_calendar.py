from datetime import date, timedelta
from typing import Any

import holidays
import pytest

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR, Calendar
from osh_incidents.domain.law.holidays import TET, DayKind, noticed, statutory
from osh_incidents.domain.law.model import Mark

DAY = timedelta(days=1)
FIRST, LAST = date(2016, 1, 1), date(2027, 12, 31)
ALL_DAYS = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
NAMED = LEGAL_CALENDAR.days
SWAPS = [
    ("2018-12-31", "2019-01-05"),
    ("2019-04-29", "2019-05-04"),
    ("2024-04-29", "2024-05-04"),
    ("2025-05-02", "2025-04-26"),
    ("2026-01-02", "2026-01-10"),
    ("2026-08-31", "2026-08-22"),
]
# Every weekday off of its year, as the notices of the ministries put it, month and day.
WEEKDAYS_OFF = {
    2016: "0101 0208 0209 0210 0211 0212 0418 0502 0503 0902",
    2017: "0102 0126 0127 0130 0131 0201 0406 0501 0502 0904",
    2018: "0101 0214 0215 0216 0219 0220 0425 0430 0501 0903 1231",
    2019: "0101 0204 0205 0206 0207 0208 0415 0429 0430 0501 0902",
    2020: "0101 0123 0124 0127 0128 0129 0402 0430 0501 0902",
    2021: "0101 0210 0211 0212 0215 0216 0421 0430 0503 0902 0903",
    2022: "0103 0131 0201 0202 0203 0204 0411 0502 0503 0901 0902",
    2023: "0102 0120 0123 0124 0125 0126 0501 0502 0503 0901 0904",
    2024: "0101 0208 0209 0212 0213 0214 0418 0429 0430 0501 0902 0903",
    2025: "0101 0127 0128 0129 0130 0131 0407 0430 0501 0502 0901 0902",
    2026: "0101 0102 0216 0217 0218 0219 0220 0427 0430 0501 0831 0901 0902 1124",
    2027: "0101 0204 0205 0208 0209 0210 0416 0430 0503 0902 0903 1124",
}
UNSURE = """2026-11-24 2027-02-04 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10
2027-09-03 2027-11-24"""


def working(day: str) -> bool:
    return LEGAL_CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_the_weekdays_off_of_a_year_are_those_of_its_notice(year: int) -> None:
    off = [
        f"{day:%m%d}"
        for day in ALL_DAYS
        if day.year == year and day.weekday() < 5 and not LEGAL_CALENDAR.is_working_day(day)
    ]
    assert " ".join(off) == WEEKDAYS_OFF[year]


def test_no_weekend_is_worked_but_the_saturdays_swapped() -> None:
    worked = [
        day.isoformat()
        for day in ALL_DAYS
        if day.weekday() >= 5 and LEGAL_CALENDAR.is_working_day(day)
    ]
    assert worked == sorted(work for _, work in SWAPS)


@pytest.mark.parametrize(("off", "work"), SWAPS)
def test_both_days_of_a_swap_name_each_other(off: str, work: str) -> None:
    rest = LEGAL_CALENDAR.entry(date.fromisoformat(off))
    made_up = LEGAL_CALENDAR.entry(date.fromisoformat(work))
    assert rest is not None
    assert made_up is not None
    assert (rest.kind, made_up.kind) == (DayKind.SWAP_OFF, DayKind.SWAP_WORK)
    assert (rest.counterpart, made_up.counterpart) == (made_up.day, rest.day)
    assert rest.source == made_up.source
    assert not working(off)
    assert working(work)


def test_each_holiday_on_a_weekend_has_its_day_in_lieu_and_no_other_has_one() -> None:
    on_weekends = [
        entry.day for entry in NAMED if entry.kind is DayKind.HOLIDAY and entry.day.weekday() >= 5
    ]
    replaced = [entry.counterpart for entry in NAMED if entry.kind is DayKind.IN_LIEU]
    assert sorted(on_weekends) == sorted(day for day in replaced if day)


def test_a_day_in_lieu_is_the_next_weekday_that_is_not_off_already() -> None:
    for entry in NAMED:
        if entry.kind is DayKind.IN_LIEU:
            assert entry.counterpart is not None
            between = (entry.day - entry.counterpart).days
            skipped = [entry.counterpart + number * DAY for number in range(1, between)]
            assert entry.day.weekday() < 5
            assert not any(LEGAL_CALENDAR.is_working_day(day) for day in skipped)


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_tet_is_five_days_without_a_gap(year: int) -> None:
    days = [entry.day for entry in NAMED if entry.day.year == year and entry.name == TET]
    assert days == [days[0] + number * DAY for number in range(5)]


def test_what_is_not_settled_is_marked_unsure_and_nothing_else_is() -> None:
    unsure = [entry.day.isoformat() for entry in NAMED if entry.source.mark is Mark.UNSURE]
    assert unsure == UNSURE.split()


def test_nothing_is_called_verified_that_nobody_checked() -> None:
    assert Mark.VERIFIED not in {entry.source.mark for entry in NAMED}


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry.day.isoformat())
def test_a_named_day_has_its_name_in_both_languages_and_its_source(entry: Any) -> None:
    assert entry.name.vi
    assert entry.name.en
    assert "{" not in entry.name.vi + entry.name.en
    assert entry.source.instrument
    assert entry.source.article


@pytest.mark.parametrize(
    ("day", "instrument", "article"),
    [
        ("2020-09-02", "Bộ luật Lao động 10/2012/QH13", "Điều 115 khoản 1"),
        ("2018-09-03", "Bộ luật Lao động 10/2012/QH13", "Điều 115 khoản 3"),
        ("2021-01-01", "Bộ luật Lao động 45/2019/QH14", "Điều 112 khoản 1"),
        ("2023-09-04", "Bộ luật Lao động 45/2019/QH14", "Điều 111 khoản 3"),
        ("2024-02-08", "Thông báo nghỉ Tết và lễ năm 2024 của Bộ LĐTBXH", "lịch nghỉ Tết"),
        ("2026-02-16", "Thông báo nghỉ Tết và lễ năm 2026 của Bộ Nội vụ", "lịch nghỉ Tết"),
    ],
)
def test_a_day_cites_the_text_of_its_time(day: str, instrument: str, article: str) -> None:
    entry = LEGAL_CALENDAR.entry(date.fromisoformat(day))
    assert entry is not None
    assert entry.source.instrument == instrument
    assert entry.source.article.startswith(article)


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY, date(1975, 4, 30), date(2100, 1, 1)])
def test_there_is_no_answer_outside_the_years_known(day: date) -> None:
    for ask in (
        LEGAL_CALENDAR.is_working_day,
        LEGAL_CALENDAR.entry,
        LEGAL_CALENDAR.working_day_from,
    ):
        with pytest.raises(NoRuleInForce) as refused:
            ask(day)
        assert day.isoformat() in refused.value.detail.vi
        assert refused.value.members == {
            "rule": "legal-calendar",
            "first_day": "2016-01-01",
            "last_day": "2027-12-31",
        }


def test_an_ordinary_day_has_no_entry() -> None:
    assert LEGAL_CALENDAR.entry(date(2026, 11, 23)) is None


def test_a_later_notice_replaces_what_was_expected_and_leaves_the_shipped_calendar_alone() -> None:
    day = date(2027, 2, 4)
    amended = LEGAL_CALENDAR.amended(noticed(day, TET), noticed(date(2027, 2, 11), TET))
    entry = amended.entry(day)
    assert entry is not None
    assert entry.source.mark is Mark.RECALLED
    assert not amended.is_working_day(date(2027, 2, 11))
    assert working("2027-02-11")


def test_a_year_is_added_with_its_days() -> None:
    new_year = statutory(date(2028, 1, 1), TET)
    amended = LEGAL_CALENDAR.amended(new_year, last_day=date(2028, 12, 31))
    assert amended.entry(date(2028, 1, 1)) == new_year
    assert amended.is_working_day(date(2028, 1, 4))


def test_a_calendar_refuses_a_day_named_twice_or_outside_it() -> None:
    entry = statutory(date(2028, 1, 1), TET)
    with pytest.raises(ValueError, match="outside"):
        LEGAL_CALENDAR.amended(entry)
    with pytest.raises(ValueError, match="twice"):
        Calendar(date(2028, 1, 1), date(2028, 1, 31), (entry, entry))


def test_a_calendar_cannot_be_changed() -> None:
    anything: Any = LEGAL_CALENDAR
    with pytest.raises(AttributeError):
        anything.days = ()


# A second opinion: the package `holidays`, and where it is known to differ.
WORKED_DIFFERENTLY = {
    # The package does not hold the swap of the New Year of 2026, so this Friday is worked there…
    date(2026, 1, 2),
    # …and this Saturday, on which that Friday is made up for, is not.
    date(2026, 1, 10),
}
NAMED_ONLY_BY_THE_PACKAGE = {
    # The fourth day of Tết by the moon; the notice of 2025 counts two days of the old year among
    # the five, which end on the Friday. It is a Saturday, so that nobody works either way.
    date(2025, 2, 1)
}
SECOND_OPINION = holidays.country_holidays("VN", years=range(2016, 2028))


def test_the_package_holidays_agrees_on_every_working_day_but_those_listed() -> None:
    differing = {
        day
        for day in ALL_DAYS
        if SECOND_OPINION.is_working_day(day) != LEGAL_CALENDAR.is_working_day(day)
    }
    assert differing == WORKED_DIFFERENTLY


def test_the_package_holidays_names_the_same_days_off_but_those_listed() -> None:
    ours = {entry.day for entry in NAMED if not entry.is_working}
    assert set(SECOND_OPINION) - ours == NAMED_ONLY_BY_THE_PACKAGE
    assert ours - set(SECOND_OPINION) == {date(2026, 1, 2)}
