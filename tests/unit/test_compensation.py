import math
from fractions import Fraction

import pytest

from osh_incidents.domain.compensation.employer import minimum
from osh_incidents.domain.vocabulary import Scheme
from tests.unit.facts import TODAY, claim

WAGE = 9_876_543
TEN_MILLION = 10_000_000
ALLOWANCE = Scheme.EMPLOYER_ALLOWANCE


def months_by_law(loss: int) -> Fraction:
    """Law 84/2015 art. 38(4): the reading of `law.md` 6.1, in exact fractions."""
    if loss < 5:
        return Fraction(0)
    if loss <= 10:
        return Fraction(3, 2)
    if loss <= 80:
        return Fraction(3, 2) + Fraction(2, 5) * (loss - 10)
    return Fraction(30)


def owed(loss: int, wage: int, scheme: Scheme = Scheme.EMPLOYER_COMPENSATION) -> int:
    found = minimum(claim(loss_percent=loss, monthly_wage_vnd=wage, scheme=scheme), TODAY)
    assert found is not None
    return found.amount_vnd


@pytest.mark.parametrize("loss", range(101))
def test_the_least_compensation_is_that_of_the_law(loss: int) -> None:
    assert owed(loss, WAGE) == math.ceil(months_by_law(loss) * WAGE)


@pytest.mark.parametrize("loss", range(101))
def test_the_least_allowance_is_forty_percent_of_the_compensation_before_rounding(
    loss: int,
) -> None:
    assert owed(loss, WAGE, ALLOWANCE) == math.ceil(months_by_law(loss) * WAGE * Fraction(2, 5))


@pytest.mark.parametrize(
    ("loss", "amount"),
    [
        (0, 0),
        (4, 0),
        (5, 15_000_000),
        (10, 15_000_000),
        (11, 19_000_000),
        (31, 99_000_000),
        (80, 295_000_000),
        (81, 300_000_000),
        (100, 300_000_000),
    ],
)
def test_the_steps_of_the_law_fall_on_their_percents(loss: int, amount: int) -> None:
    assert owed(loss, TEN_MILLION) == amount


@pytest.mark.parametrize("loss", [None, 0, 4, 31])
def test_a_death_is_owed_thirty_months_whatever_was_assessed(loss: int | None) -> None:
    found = minimum(claim(dead=True, loss_percent=loss, monthly_wage_vnd=TEN_MILLION), TODAY)
    assert found is not None
    assert (int(found.months), found.amount_vnd) == (30, 300_000_000)


def test_the_allowance_of_a_death_is_twelve_months() -> None:
    found = minimum(claim(dead=True, monthly_wage_vnd=TEN_MILLION, scheme=ALLOWANCE), TODAY)
    assert found is not None
    assert found.amount_vnd == 120_000_000


@pytest.mark.parametrize(
    ("wage", "compensation", "allowance"),
    [(1, 2, 1), (2, 3, 2), (5, 8, 3), (5_000_005, 7_500_008, 3_000_003)],
)
def test_a_part_of_a_dong_is_rounded_up_once_at_the_end(
    wage: int, compensation: int, allowance: int
) -> None:
    # 1.5 x 5 = 7.5 is owed as 8, but its 40 % is exactly 3 and not 3.2.
    assert (owed(5, wage), owed(5, wage, ALLOWANCE)) == (compensation, allowance)


def test_the_least_amount_shows_each_step_and_its_rule() -> None:
    found = minimum(claim(loss_percent=12, monthly_wage_vnd=WAGE, scheme=ALLOWANCE), TODAY)
    assert found is not None
    steps = (Fraction(found.months), Fraction(found.share), found.monthly_wage_vnd)
    assert steps == (Fraction(23, 10), Fraction(2, 5), WAGE)
    assert found.because.rule == "employer-compensation"
    assert "Điều 38" in found.because.source.article


@pytest.mark.parametrize("dead", [True, False])
def test_without_the_wage_the_least_amount_is_unknown(*, dead: bool) -> None:
    assert minimum(claim(dead=dead, loss_percent=50, monthly_wage_vnd=None), TODAY) is None


def test_without_the_loss_the_least_amount_of_a_living_victim_is_unknown() -> None:
    assert minimum(claim(loss_percent=None, monthly_wage_vnd=WAGE), TODAY) is None


@pytest.mark.parametrize("scheme", [Scheme.FUND_LUMP_SUM, Scheme.FUND_DEATH, Scheme.VOLUNTARY])
def test_what_others_pay_has_no_least_amount_of_the_employer(scheme: Scheme) -> None:
    paid_by_others = claim(dead=True, monthly_wage_vnd=WAGE, scheme=scheme)
    assert minimum(paid_by_others, TODAY) is None


def test_below_the_threshold_no_month_is_owed() -> None:
    found = minimum(claim(loss_percent=4, monthly_wage_vnd=WAGE), TODAY)
    assert found is not None
    assert (int(found.months), found.amount_vnd) == (0, 0)
