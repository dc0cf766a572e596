import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.domain.errors import NotAuthenticated
from tests.unit.forging import NOW, TOKENS, claiming

SEALER = ColumnSealer({7: bytes(32)}, current=7)
GENUINE = claiming()


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_a_sealed_value_opens_at_its_own_place_alone(
    plain: bytes, place: str, another: str
) -> None:
    sealed = SEALER.seal(plain, place)
    assert SEALER.unseal(sealed, place) == plain
    assume(another != place)
    with pytest.raises(ValueError, match="not sealed"):
        SEALER.unseal(sealed, another)


@given(st.binary(max_size=60))
def test_what_was_never_sealed_does_not_open(anything: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SEALER.unseal(anything, "place")


@given(st.text(max_size=20), st.text(max_size=20))
def test_blind_indexes_are_equal_exactly_when_the_values_are(one: str, another: str) -> None:
    same = SEALER.blind(one, "citizen_id") == SEALER.blind(another, "citizen_id")
    assert same is (one == another)


@given(st.text(max_size=200))
def test_no_text_at_all_is_a_token(anything: str) -> None:
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(anything, NOW)


@given(st.integers(0, len(GENUINE) - 1), st.characters())
def test_one_changed_letter_spoils_a_token(index: int, letter: str) -> None:
    assume(GENUINE[index] != letter)
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(GENUINE[:index] + letter + GENUINE[index + 1 :], NOW)
