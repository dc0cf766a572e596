"""Every step of the worked examples of `law.md` 6.1-6.3: its words, its value, its rule."""

from datetime import date
from typing import Any

import pytest

from osh_incidents.domain.compensation.asking import Asked, Benefit
from osh_incidents.domain.compensation.benefits import calculate
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.fund import (
    EXCLUSIONS,
    FUND_ATTENDANCE,
    AttendanceCondition,
    AttendanceRates,
)
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Version
from osh_incidents.domain.vocabulary import NotEntitled

Told = tuple[str, str, str | None, str | None]

MARCH = date(2026, 3, 1)
KNOWN = {"monthly_wage_vnd": 9_500_000, "insured_wage_vnd": 8_000_000, "insured_years": 10}
EMPLOYER = ("employer-compensation", "2016-07-01")
LUMP_SUM, MONTHLY = ("fund-lump-sum", "2016-07-01"), ("fund-monthly", "2016-07-01")
ATTENDANCE = ("fund-attendance", "2016-07-01")
BASE_SALARY = ("base-salary", "2024-07-01")
GIVEN = (None, None)
ROUNDED = "Làm tròn lên đến một đồng, có lợi cho người bị nạn."
BEGINS = "Mức lương cơ sở của tháng bắt đầu hưởng (03/2026, theo ngày 2026-03-01)"
WAGE = "Tiền lương tháng bình quân làm căn cứ; mức chi theo quy định của ngày 2026-03-01"
PRODUCT = "Số tháng x tỷ lệ x tiền lương tháng (đồng)"

COMPENSATION_OF_15: list[Told] = [
    ("Số tháng tiền lương cho mức suy giảm từ 5 % đến 10 %", "1.5", *EMPLOYER),
    ("Cộng thêm số tháng cho 5 % vượt trên 10 %", "2", *EMPLOYER),
    ("Tổng số tháng tiền lương cho mức suy giảm 15 %", "3.5", *GIVEN),
    ("Bồi thường: toàn bộ", "1", *EMPLOYER),
    (WAGE, "9500000", *GIVEN),
    (PRODUCT, "33250000", *GIVEN),
    (ROUNDED, "33250000", *GIVEN),
]
LUMP_SUM_OF_15: list[Told] = [
    (BEGINS, "2340000", *BASE_SALARY),
    ("Theo mức suy giảm 5 % đầu: 5 x mức lương cơ sở", "11700000", *LUMP_SUM),
    ("Theo 10 % suy giảm thêm: 10 x 0.5 x mức lương cơ sở", "11700000", *LUMP_SUM),
    ("Đóng từ một năm trở xuống: 0.5 x tiền lương đóng 8000000 đồng", "4000000", *LUMP_SUM),
    ("Đóng thêm 9 năm: 9 x 0.3 x tiền lương đóng 8000000 đồng", "21600000", *LUMP_SUM),
    ("Cộng các phần (đồng)", "49000000", *GIVEN),
    (ROUNDED, "49000000", *GIVEN),
]


def told(scheme: Benefit, law: Law = SHIPPED, **known: Any) -> list[Told]:
    found = calculate(Asked(scheme, MARCH, **(KNOWN | known)), law)
    assert found.steps[-1].value == found.amount_vnd
    return [
        (step.text.vi, str(step.value), step.because.rule, step.because.since.isoformat())
        if step.because
        else (step.text.vi, str(step.value), None, None)
        for step in found.steps
    ]


def english(scheme: Benefit, step: int, law: Law = SHIPPED, **known: Any) -> str:
    return calculate(Asked(scheme, MARCH, **(KNOWN | known)), law).steps[step].text.en


def test_the_compensation_tells_its_steps() -> None:
    assert told(Benefit.EMPLOYER_COMPENSATION, loss_percent=15) == COMPENSATION_OF_15


def test_the_end_of_the_first_band_adds_no_months() -> None:
    assert told(Benefit.EMPLOYER_COMPENSATION, loss_percent=10) == [
        ("Số tháng tiền lương cho mức suy giảm từ 5 % đến 10 %", "1.5", *EMPLOYER),
        ("Bồi thường: toàn bộ", "1", *EMPLOYER),
        (WAGE, "9500000", *GIVEN),
        (PRODUCT, "14250000", *GIVEN),
        (ROUNDED, "14250000", *GIVEN),
    ]


def test_the_full_months_begin_with_81_percent() -> None:
    assert told(Benefit.EMPLOYER_ALLOWANCE, loss_percent=81) == [
        ("Suy giảm 81 %, từ 81 % trở lên: số tháng tiền lương", "30", *EMPLOYER),
        ("Trợ cấp: phần của mức bồi thường", "0.4", *EMPLOYER),
        (WAGE, "9500000", *GIVEN),
        (PRODUCT, "114000000", *GIVEN),
        (ROUNDED, "114000000", *GIVEN),
    ]


def test_a_death_is_told_as_one_whatever_was_assessed_before() -> None:
    assert told(Benefit.EMPLOYER_COMPENSATION, loss_percent=15, death=True) == [
        ("Chết: số tháng tiền lương", "30", *EMPLOYER),
        ("Bồi thường: toàn bộ", "1", *EMPLOYER),
        (WAGE, "9500000", *GIVEN),
        (PRODUCT, "285000000", *GIVEN),
        (ROUNDED, "285000000", *GIVEN),
    ]


def test_the_one_off_allowance_tells_its_steps() -> None:
    assert told(Benefit.FUND_LUMP_SUM, loss_percent=15) == LUMP_SUM_OF_15


def test_the_monthly_allowance_tells_its_steps() -> None:
    assert told(Benefit.FUND_MONTHLY, loss_percent=45) == [
        (BEGINS, "2340000", *BASE_SALARY),
        ("Theo mức suy giảm 31 % đầu: 0.30 x mức lương cơ sở", "702000", *MONTHLY),
        ("Theo 14 % suy giảm thêm: 14 x 0.02 x mức lương cơ sở", "655200", *MONTHLY),
        ("Đóng từ một năm trở xuống: 0.005 x tiền lương đóng 8000000 đồng", "40000", *MONTHLY),
        ("Đóng thêm 9 năm: 9 x 0.003 x tiền lương đóng 8000000 đồng", "216000", *MONTHLY),
        ("Cộng các phần (đồng)", "1613200", *GIVEN),
        (ROUNDED, "1613200", *GIVEN),
    ]


def test_the_attendance_allowance_tells_its_steps() -> None:
    known: dict[str, Any] = {"loss_percent": 81, "condition": AttendanceCondition.BLIND}

    assert told(Benefit.FUND_ATTENDANCE, **known) == [
        (BEGINS, "2340000", *BASE_SALARY),
        ("Trợ cấp phục vụ (mù hai mắt): số lần mức lương cơ sở mỗi tháng", "1", *ATTENDANCE),
        ("Số lần x mức lương cơ sở (đồng)", "2340000", *GIVEN),
        (ROUNDED, "2340000", *GIVEN),
    ]
    named = "Attendance (blind in both eyes): times the base salary, each month"
    assert english(Benefit.FUND_ATTENDANCE, 1, **known) == named


def test_the_death_allowance_tells_its_steps() -> None:
    assert told(Benefit.FUND_DEATH) == [
        (
            "Mức lương cơ sở của tháng người lao động chết (03/2026, theo ngày 2026-03-01)",
            "2340000",
            *BASE_SALARY,
        ),
        ("Số lần mức lương cơ sở", "36", "fund-death", "2016-07-01"),
        ("Số lần x mức lương cơ sở (đồng)", "84240000", *GIVEN),
        (ROUNDED, "84240000", *GIVEN),
    ]


@pytest.mark.parametrize(
    ("scheme", "loss", "why", "rule"),
    [
        (
            Benefit.EMPLOYER_COMPENSATION,
            4,
            "Suy giảm 4 %, dưới 5 %: chưa được bồi thường, trợ cấp",
            EMPLOYER,
        ),
        (
            Benefit.FUND_LUMP_SUM,
            4,
            "Suy giảm 4 %, dưới 5 %: không đủ điều kiện hưởng",
            LUMP_SUM,
        ),
        (
            Benefit.FUND_MONTHLY,
            4,
            "Suy giảm 4 %, dưới 31 %: không đủ điều kiện hưởng",
            MONTHLY,
        ),
        (
            Benefit.FUND_ATTENDANCE,
            80,
            "Suy giảm 80 %, dưới 81 %: không đủ điều kiện hưởng",
            ATTENDANCE,
        ),
    ],
)
def test_below_the_first_percent_the_reason_and_its_rule_are_told(
    scheme: Benefit, loss: int, why: str, rule: tuple[str, str]
) -> None:
    found = told(scheme, loss_percent=loss, condition=AttendanceCondition.BLIND)

    assert found == [(why, "0", *rule)]


def test_a_condition_that_is_not_named_is_told_with_its_rule() -> None:
    blind = AttendanceRates(81, FUND_ATTENDANCE.on(MARCH).value.base_salaries, ())
    law = Law({FUND_ATTENDANCE.key: [Version(IN_FORCE, blind, law_84("Điều 52"), CHECKED)]})
    why = "Không thuộc các tình trạng được hưởng trợ cấp phục vụ: không đủ điều kiện hưởng"
    known: dict[str, Any] = {"loss_percent": 90, "condition": AttendanceCondition.BLIND}

    assert told(Benefit.FUND_ATTENDANCE, law, **known) == [(why, "0", *ATTENDANCE)]


def test_a_later_assessment_tells_what_is_taken_off_and_what_is_left() -> None:
    employer = told(Benefit.EMPLOYER_COMPENSATION, loss_percent=15, already_loss_percent=10)
    fund = told(Benefit.FUND_LUMP_SUM, loss_percent=15, already_loss_percent=10)
    before = "Mức của lần giám định trước (10 %)"
    difference = "Phần chênh lệch so với lần giám định trước"

    assert employer == [
        *COMPENSATION_OF_15,
        (before, "14250000", *EMPLOYER),
        (difference, "19000000", *EMPLOYER),
    ]
    assert fund == [
        *LUMP_SUM_OF_15,
        (before, "43150000", *LUMP_SUM),
        (difference, "5850000", *LUMP_SUM),
    ]


def test_who_is_excluded_is_told_why_in_both_languages() -> None:
    known: dict[str, Any] = {"loss_percent": 15, "exclusion": NotEntitled.SELF_HARM}
    label = NotEntitled.SELF_HARM.label
    rule = ("benefit-exclusions", "2016-07-01")

    found = told(Benefit.EMPLOYER_COMPENSATION, **known)
    assert found == [(f"Không được hưởng: {label.vi}", "0", *rule)]
    in_english = english(Benefit.EMPLOYER_COMPENSATION, 0, **known)
    assert in_english == f"Nothing is owed: {label.en}"


def test_what_the_law_of_the_day_does_not_exclude_is_owed() -> None:
    drugs_alone = Version(IN_FORCE, (NotEntitled.DRUGS,), law_84("Điều 40"), CHECKED)
    law = Law({EXCLUSIONS.key: [drugs_alone]})
    known: dict[str, Any] = {"loss_percent": 15, "exclusion": NotEntitled.SELF_HARM}

    assert told(Benefit.EMPLOYER_COMPENSATION, law, **known) == COMPENSATION_OF_15
