from datetime import date

import pytest

from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.returns import RETURNS, Half, MonthDay, Reporter, last_day

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)
LATER = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("reporter", "half_year", "annual"),
    [
        (Reporter.EMPLOYER, date(2026, 7, 4), date(2027, 1, 9)),
        (Reporter.COMMUNE, date(2026, 7, 4), date(2027, 1, 4)),
        (Reporter.DEPARTMENT, date(2026, 7, 14), date(2027, 1, 24)),
        (Reporter.DEPARTMENT_QUICK, None, None),
        (Reporter.HEALTH_FACILITY, date(2026, 7, 4), date(2027, 1, 9)),
        (Reporter.HEALTH_DEPARTMENT, date(2026, 7, 14), date(2027, 1, 24)),
        (Reporter.HEALTH_MINISTRY, date(2026, 7, 30), date(2027, 2, 14)),
        (Reporter.OCCUPATIONAL_HEALTH, date(2026, 7, 4), date(2027, 1, 9)),
        (Reporter.WORKERS_NOTICE, date(2026, 7, 9), date(2027, 1, 14)),
    ],
)
def test_the_last_day_is_the_one_before_the_day_that_the_text_names(
    reporter: Reporter, half_year: date | None, annual: date | None
) -> None:
    deadline = RETURNS.on(LATER).value[reporter]
    assert last_day(deadline, Half.FIRST, 2026) == half_year
    assert last_day(deadline, Half.WHOLE, 2026) == annual


@pytest.mark.parametrize(
    ("named", "last"),
    [
        (MonthDay(7, 5), date(2025, 7, 4)),
        (MonthDay(1, 10), date(2025, 1, 9)),
        (MonthDay(1, 25), date(2025, 1, 24)),
        (MonthDay(3, 1), date(2025, 2, 28)),
    ],
)
def test_before_a_day_leaves_that_day_out(named: MonthDay, last: date) -> None:
    assert named.eve(2025) == last


def test_the_district_reports_until_the_thirtieth_of_june_2025() -> None:
    district = RETURNS.on(JUNE_30).value[Reporter.DISTRICT]
    assert last_day(district, Half.FIRST, 2024) == date(2024, 7, 9)
    assert last_day(district, Half.WHOLE, 2024) == date(2025, 1, 9)
    assert Reporter.DISTRICT not in RETURNS.on(JULY_1).value


@pytest.mark.parametrize(
    ("day", "recipient", "mark"),
    [(JUNE_30, "UBND cấp huyện", Mark.VERIFIED), (JULY_1, "Sở Nội vụ", Mark.RECALLED)],
)
def test_the_commune_reports_to_the_body_of_the_day(day: date, recipient: str, mark: Mark) -> None:
    deadline = RETURNS.on(day).value[Reporter.COMMUNE]
    assert deadline.recipient.vi == recipient
    assert deadline.basis.mark is mark


@pytest.mark.parametrize(
    ("day", "recipient"),
    [
        (date(2025, 2, 28), "Sở Lao động - Thương binh và Xã hội nơi đặt trụ sở chính"),
        (date(2025, 3, 1), "Sở Nội vụ nơi đặt trụ sở chính"),
    ],
)
def test_the_employer_reports_where_its_head_office_is(day: date, recipient: str) -> None:
    assert RETURNS.on(day).value[Reporter.EMPLOYER].recipient.vi == recipient


def test_each_return_has_the_form_of_the_decree() -> None:
    forms = {reporter: due.form for reporter, due in RETURNS.on(JUNE_30).value.items()}
    assert forms == {
        Reporter.EMPLOYER: "XII",
        Reporter.COMMUNE: "XVI",
        Reporter.DISTRICT: "XVII",
        Reporter.DEPARTMENT_QUICK: "XIII",
        Reporter.DEPARTMENT: "XIV, XV",
        Reporter.HEALTH_FACILITY: "XVIII",
        Reporter.HEALTH_DEPARTMENT: "XIX",
        Reporter.HEALTH_MINISTRY: "XX",
        Reporter.OCCUPATIONAL_HEALTH: "8 (TT 19/2016/TT-BYT)",
        Reporter.WORKERS_NOTICE: None,
    }


@pytest.mark.parametrize(
    ("day", "mark"),
    [(date(2021, 1, 14), Mark.VERIFIED), (date(2021, 1, 15), Mark.UNSURE)],
)
def test_the_dates_of_the_notice_to_workers_are_unsure_since_circular_13(
    day: date, mark: Mark
) -> None:
    assert RETURNS.on(day).value[Reporter.WORKERS_NOTICE].basis.mark is mark
