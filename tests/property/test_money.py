import math
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.cases import ClaimFacts
from osh_incidents.domain.compensation.employer import minimum
from osh_incidents.domain.vocabulary import Scheme
from osh_incidents.domain.workflow.compensation import is_settled, is_underpaid, minimum_vnd
from tests.property.strategies import claims, losses, wages
from tests.unit.facts import TODAY, claim

ALLOWANCE = Scheme.EMPLOYER_ALLOWANCE


def owed(loss: int, wage: int, scheme: Scheme = Scheme.EMPLOYER_COMPENSATION) -> int:
    found = minimum(claim(loss_percent=loss, monthly_wage_vnd=wage, scheme=scheme), TODAY)
    assert found is not None
    return found.amount_vnd


@given(st.tuples(losses, losses), wages)
def test_who_has_lost_more_is_never_owed_less(pair: tuple[int, int], wage: int) -> None:
    less, more = sorted(pair)
    assert owed(less, wage) <= owed(more, wage)


@given(losses, st.tuples(wages, wages))
def test_who_has_earned_more_is_never_owed_less(loss: int, pair: tuple[int, int]) -> None:
    lower, higher = sorted(pair)
    assert owed(loss, lower) <= owed(loss, higher)


@given(losses, wages)
def test_nobody_is_owed_more_than_for_a_death(loss: int, wage: int) -> None:
    dead = minimum(claim(dead=True, monthly_wage_vnd=wage), TODAY)
    assert dead is not None
    assert owed(loss, wage) <= dead.amount_vnd == 30 * wage


@given(st.integers(11, 80), wages)
def test_each_percent_above_ten_adds_four_tenths_of_a_month(loss: int, wage: int) -> None:
    exact = (Fraction(3, 2) + Fraction(4, 10) * (loss - 10)) * wage
    assert owed(loss, wage) == math.ceil(exact)
    assert owed(loss, wage, ALLOWANCE) == math.ceil(exact * 40 / 100)


@given(claims)
def test_the_least_amount_is_known_exactly_when_wage_and_loss_or_death_are(
    some: ClaimFacts,
) -> None:
    by_employer = some.scheme in (Scheme.EMPLOYER_COMPENSATION, ALLOWANCE)
    enough = some.monthly_wage_vnd is not None and (some.dead or some.loss_percent is not None)
    assert (minimum_vnd(some) is not None) is (by_employer and enough)


@given(claims)
def test_what_was_paid_below_the_minimum_never_settles_a_claim(some: ClaimFacts) -> None:
    least = minimum_vnd(some)
    if least:
        assert not is_settled(replace(some, paid_vnd=least - 1))
        assert is_underpaid(replace(some, decided_vnd=least - 1))
        assert is_settled(replace(some, decided_vnd=least, paid_vnd=least))


@given(claims, wages)
def test_paying_more_never_unsettles_a_claim(some: ClaimFacts, more: int) -> None:
    if is_settled(some):
        assert is_settled(replace(some, paid_vnd=some.paid_vnd + more))
