"""Values are sent in lists of few lengths, and none is left out."""

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.persistence.lengths import MOST, some_at_a_time


@given(st.integers(0, 3 * MOST))
def test_every_value_comes_and_no_other(count: int) -> None:
    lists = list(some_at_a_time(range(count)))

    assert [value for some in lists for value in dict.fromkeys(some)] == list(range(count))


@given(st.integers(1, 3 * MOST))
def test_the_length_of_each_list_is_a_power_of_two(count: int) -> None:
    lengths = {len(some) for some in some_at_a_time(range(count))}

    assert max(lengths) <= MOST
    assert all(length.bit_count() == 1 for length in lengths)
