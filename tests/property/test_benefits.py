import itertools
import math
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.compensation.asking import Asked, Benefit
from osh_incidents.domain.compensation.benefits import calculate
from osh_incidents.domain.compensation.trace import Calculation, exact
from osh_incidents.domain.law.catalogue import SHIPPED
from osh_incidents.domain.law.fund import AttendanceCondition
from tests.property.strategies import days, losses, wages

MARCH = date(2026, 3, 1)
BY_LOSS = (Benefit.EMPLOYER_COMPENSATION, Benefit.EMPLOYER_ALLOWANCE)
years = st.integers(0, 60)
schemes = st.sampled_from(Benefit)


def owed(scheme: Benefit, loss: int, wage: int, on: date = MARCH, **known: Any) -> Calculation:
    others: dict[str, Any] = {"insured_years": 7, "condition": AttendanceCondition.BLIND}
    wages_known = {"monthly_wage_vnd": wage, "insured_wage_vnd": wage}
    asked = Asked(scheme, on, loss_percent=loss, **(others | wages_known | known))
    return calculate(asked, SHIPPED)


def within(scheme: Benefit, loss: int) -> int:
    """Return a percent for which *scheme* is the one that applies."""
    if scheme is Benefit.FUND_LUMP_SUM:
        return min(loss, 30)
    return loss if scheme is not Benefit.FUND_MONTHLY or loss < 5 else max(loss, 31)


@given(schemes, losses, losses, wages, days)
def test_nobody_is_owed_less_for_having_lost_more(
    scheme: Benefit, one: int, other: int, wage: int, on: date
) -> None:
    less, more = sorted(within(scheme, loss) for loss in (one, other))

    assert owed(scheme, less, wage, on).amount_vnd <= owed(scheme, more, wage, on).amount_vnd


@given(st.integers(5, 30), wages, st.tuples(years, years))
def test_nobody_is_owed_less_for_having_contributed_longer(
    loss: int, wage: int, pair: tuple[int, int]
) -> None:
    shorter, longer = sorted(pair)
    amounts = [
        owed(Benefit.FUND_LUMP_SUM, loss, wage, insured_years=count).amount_vnd
        for count in (shorter, longer)
    ]

    assert amounts[0] <= amounts[1]


@given(schemes, losses, wages, days, st.none() | losses)
def test_the_last_step_is_the_amount_and_every_step_is_told(
    scheme: Benefit, loss: int, wage: int, on: date, already: int | None
) -> None:
    before = None if already is None else within(scheme, already)
    found = owed(scheme, within(scheme, loss), wage, on, already_loss_percent=before)

    assert found.steps[-1].value == found.amount_vnd >= 0
    assert any(step.because for step in found.steps)
    assert all(step.text.vi and "{" not in step.text.vi + step.text.en for step in found.steps)


@given(losses, wages)
def test_the_allowance_is_forty_percent_of_what_the_compensation_is_before_rounding(
    loss: int, wage: int
) -> None:
    whole = owed(Benefit.EMPLOYER_COMPENSATION, loss, wage)
    before = Fraction(whole.steps[-2].value) if whole.amount_vnd else Fraction(0)

    allowance = owed(Benefit.EMPLOYER_ALLOWANCE, loss, wage).amount_vnd
    assert allowance == math.ceil(before * Fraction(2, 5))


@given(
    st.sampled_from([*BY_LOSS, Benefit.FUND_LUMP_SUM]),
    st.lists(st.integers(0, 30), min_size=1, max_size=5).map(sorted),
    wages,
)
def test_what_several_assessments_add_is_what_the_last_alone_is_worth(
    scheme: Benefit, assessed: list[int], wage: int
) -> None:
    added = owed(scheme, assessed[0], wage).amount_vnd
    for earlier, later in itertools.pairwise(assessed):
        added += owed(scheme, later, wage, already_loss_percent=earlier).amount_vnd

    assert added == owed(scheme, assessed[-1], wage).amount_vnd


@given(st.integers(-(10**40), 10**40), st.integers(0, 40))
def test_a_value_is_written_out_without_loss(whole: int, places: int) -> None:
    value = Fraction(whole, 10**places)

    assert Fraction(exact(value)) == value
