"""Golden amounts by hand from `law.md` 6.1-6.3, in exact fractions."""

import math
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from osh_incidents.domain.compensation.asking import Asked, Benefit
from osh_incidents.domain.compensation.benefits import calculate
from osh_incidents.domain.compensation.trace import Calculation
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce
from osh_incidents.domain.investigation_vocabulary import Fault
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.fund import (
    EXCLUSIONS,
    FUND_ATTENDANCE,
    AttendanceCondition,
    AttendanceRates,
)
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Mark, Version
from osh_incidents.domain.law.salaries import BASE_SALARY
from osh_incidents.domain.vocabulary import NotEntitled

MARCH = date(2026, 3, 1)
LMIN = 2_340_000
L = 8_000_000
KNOWN = {"monthly_wage_vnd": 9_500_000, "insured_wage_vnd": L, "insured_years": 10}


def owed(scheme: Benefit, on: date = MARCH, **known: Any) -> Calculation:
    return calculate(Asked(scheme, on, **(KNOWN | known)), SHIPPED)


def lump(loss: int, lmin: int = LMIN, years: int = 10) -> Fraction:
    by_years = Fraction(3, 10) * max(0, years - 1) * L
    return 5 * lmin + Fraction(loss - 5, 2) * lmin + Fraction(L, 2) + by_years


def per_month(loss: int, lmin: int = LMIN, years: int = 10) -> Fraction:
    by_loss = (Fraction(30, 100) + Fraction(2, 100) * (loss - 31)) * lmin
    return by_loss + (Fraction(5, 1000) + Fraction(3, 1000) * max(0, years - 1)) * L


def refused(scheme: Benefit, **known: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFields) as caught:
        owed(scheme, **known)
    return [(fault.pointer, fault.code, fault.detail.en) for fault in caught.value.errors]


@pytest.mark.parametrize(
    ("loss", "compensation", "allowance"),
    [
        (4, 0, 0),
        (5, 14_250_000, 5_700_000),
        (10, 14_250_000, 5_700_000),
        (11, 18_050_000, 7_220_000),
        (15, 33_250_000, 13_300_000),
        (30, 90_250_000, 36_100_000),
        (31, 94_050_000, 37_620_000),
        (80, 280_250_000, 112_100_000),
        (81, 285_000_000, 114_000_000),
        (100, 285_000_000, 114_000_000),
    ],
)
def test_the_employer_owes_by_the_bands_of_the_law(
    loss: int, compensation: int, allowance: int
) -> None:
    assert owed(Benefit.EMPLOYER_COMPENSATION, loss_percent=loss).amount_vnd == compensation
    assert owed(Benefit.EMPLOYER_ALLOWANCE, loss_percent=loss).amount_vnd == allowance


def test_a_death_needs_no_assessment() -> None:
    assert owed(Benefit.EMPLOYER_COMPENSATION, death=True).amount_vnd == 30 * 9_500_000


def test_the_months_are_told_by_band() -> None:
    steps = owed(Benefit.EMPLOYER_COMPENSATION, loss_percent=15).steps
    values = [str(step.value) for step in steps]

    assert values == ["1.5", "2", "3.5", "1", "9500000", "33250000", "33250000"]
    assert steps[0].because is not None
    assert steps[0].because.rule == "employer-compensation"
    assert (steps[4].because, steps[-1].because) == (None, None)


@pytest.mark.parametrize(
    ("loss", "amount"),
    [
        (4, 0),
        (5, 37_300_000),
        (10, 43_150_000),
        (11, 44_320_000),
        (15, 49_000_000),
        (30, 66_550_000),
    ],
)
def test_the_one_off_allowance_of_the_fund(loss: int, amount: int) -> None:
    assert owed(Benefit.FUND_LUMP_SUM, loss_percent=loss).amount_vnd == amount
    if amount:
        assert amount == lump(loss)


@pytest.mark.parametrize(
    ("loss", "amount"),
    [(4, 0), (31, 958_000), (45, 1_613_200), (80, 3_251_200), (81, 3_298_000), (100, 4_187_200)],
)
def test_the_monthly_allowance_of_the_fund(loss: int, amount: int) -> None:
    assert owed(Benefit.FUND_MONTHLY, loss_percent=loss).amount_vnd == amount
    if amount:
        assert amount == per_month(loss)


@pytest.mark.parametrize("years", [0, 1])
def test_a_year_or_less_of_contributions_counts_as_the_first_alone(years: int) -> None:
    one_off = owed(Benefit.FUND_LUMP_SUM, loss_percent=15, insured_years=years)
    monthly = owed(Benefit.FUND_MONTHLY, loss_percent=45, insured_years=years)

    assert one_off.amount_vnd == 10 * LMIN + L // 2
    assert monthly.amount_vnd == Fraction(58, 100) * LMIN + 40_000


def test_a_part_of_a_dong_is_rounded_up_once() -> None:
    found = owed(Benefit.FUND_MONTHLY, loss_percent=31, insured_wage_vnd=8_000_001)
    exact = Fraction(30, 100) * LMIN + Fraction(32, 1000) * 8_000_001

    assert found.amount_vnd == math.ceil(exact) == 958_001
    assert Fraction(found.steps[-2].value) == exact


@pytest.mark.parametrize(
    ("day", "lmin"),
    [
        (date(2016, 7, 1), 1_210_000),
        (date(2017, 6, 30), 1_210_000),
        (date(2017, 7, 1), 1_300_000),
        (date(2018, 6, 30), 1_300_000),
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_is_that_of_the_day(day: date, lmin: int) -> None:
    assert owed(Benefit.FUND_DEATH, day).amount_vnd == 36 * lmin
    assert owed(Benefit.FUND_LUMP_SUM, day, loss_percent=15).amount_vnd == lump(15, lmin)
    assert owed(Benefit.FUND_MONTHLY, day, loss_percent=45).amount_vnd == per_month(45, lmin)


@pytest.mark.parametrize(
    ("day", "amount", "mark"),
    [
        (date(2026, 6, 30), 84_240_000, Mark.RECALLED),
        (date(2026, 7, 1), 91_080_000, Mark.SECOND_HAND),
    ],
)
def test_the_death_allowance_tells_the_month_and_how_sure_its_base_salary_is(
    day: date, amount: int, mark: Mark
) -> None:
    found = owed(Benefit.FUND_DEATH, day)

    assert found.amount_vnd == amount
    assert f"{day:%m/%Y}" in found.steps[0].text.vi
    assert found.steps[0].because is not None
    assert found.steps[0].because.source.mark is mark


def test_the_first_base_salaries_are_known_though_the_fund_is_younger() -> None:
    values = [BASE_SALARY.on(day).value for day in (date(2013, 7, 1), date(2016, 5, 1))]

    assert values == [1_150_000, 1_210_000]
    with pytest.raises(NoRuleInForce):
        owed(Benefit.FUND_DEATH, date(2016, 6, 30))


@pytest.mark.parametrize(("loss", "amount"), [(80, 0), (81, LMIN), (100, LMIN)])
def test_who_needs_an_attendant_gets_a_base_salary_more(loss: int, amount: int) -> None:
    for condition in AttendanceCondition:
        found = owed(Benefit.FUND_ATTENDANCE, loss_percent=loss, condition=condition)
        assert found.amount_vnd == amount


def test_a_condition_that_the_law_of_the_day_does_not_name_entitles_to_nothing() -> None:
    blind = AttendanceRates(81, FUND_ATTENDANCE.on(MARCH).value.base_salaries, ())
    law = Law({FUND_ATTENDANCE.key: [Version(IN_FORCE, blind, law_84("Điều 52"), CHECKED)]})
    asked = Asked(
        Benefit.FUND_ATTENDANCE, MARCH, loss_percent=90, condition=AttendanceCondition.BLIND
    )

    assert calculate(asked, law).amount_vnd == 0


@pytest.mark.parametrize("scheme", Benefit)
@pytest.mark.parametrize("exclusion", EXCLUSIONS.on(MARCH).value)
def test_article_40_leaves_nothing(scheme: Benefit, exclusion: NotEntitled) -> None:
    loss = 20 if scheme is Benefit.FUND_LUMP_SUM else 90
    condition = AttendanceCondition.BLIND
    found = owed(scheme, loss_percent=loss, exclusion=exclusion, condition=condition)

    assert found.amount_vnd == 0
    (step,) = found.steps
    assert step.because is not None
    assert "Điều 40" in step.because.source.article


@pytest.mark.parametrize(
    ("scheme", "known", "other"),
    [
        (Benefit.FUND_LUMP_SUM, {"loss_percent": 31}, "fund_monthly"),
        (Benefit.FUND_MONTHLY, {"loss_percent": 30}, "fund_lump_sum"),
        (Benefit.FUND_MONTHLY, {"loss_percent": 5}, "fund_lump_sum"),
        (Benefit.EMPLOYER_COMPENSATION, {"fault": Fault.WORKER_WHOLLY}, "employer_allowance"),
        (Benefit.EMPLOYER_COMPENSATION, {"commuting": True}, "employer_allowance"),
        (Benefit.EMPLOYER_ALLOWANCE, {"fault": Fault.NOT_WORKER_WHOLLY}, "employer_compensation"),
    ],
)
def test_who_asks_for_the_wrong_scheme_is_told_the_right_one(
    scheme: Benefit, known: dict[str, Any], other: str
) -> None:
    ((pointer, code, detail),) = refused(scheme, **({"loss_percent": 20} | known))

    assert (pointer, code) == ("/scheme", "other_scheme")
    assert detail.endswith(f"{other}.")


def test_a_commuting_accident_entitles_to_the_allowance_whosever_fault() -> None:
    known: dict[str, Any] = {
        "loss_percent": 15,
        "commuting": True,
        "fault": Fault.NOT_WORKER_WHOLLY,
    }

    assert owed(Benefit.EMPLOYER_ALLOWANCE, **known).amount_vnd == 13_300_000


def test_a_later_assessment_is_owed_the_difference() -> None:
    employer = owed(Benefit.EMPLOYER_COMPENSATION, loss_percent=15, already_loss_percent=10)
    fund = owed(Benefit.FUND_LUMP_SUM, loss_percent=15, already_loss_percent=10)
    milder = owed(Benefit.FUND_LUMP_SUM, loss_percent=10, already_loss_percent=15)
    below = owed(Benefit.FUND_LUMP_SUM, loss_percent=15, already_loss_percent=4)

    assert (employer.amount_vnd, fund.amount_vnd) == (19_000_000, 5_850_000)
    assert (milder.amount_vnd, below.amount_vnd) == (0, 49_000_000)


def test_a_monthly_allowance_is_set_anew_and_not_lessened() -> None:
    found = owed(Benefit.FUND_MONTHLY, loss_percent=45, already_loss_percent=31)

    assert found.amount_vnd == 1_613_200
