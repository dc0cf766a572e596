import pytest

from osh_incidents.adapters.sealing import KEY_BYTES, ColumnSealer, new_key

KEY, NEW_KEY = bytes(range(32)), bytes(range(32, 64))
PLAIN = "Trần Thị Bình, 031190000000".encode()
PLACE = "victim.citizen_id:018f"

SEALER = ColumnSealer({1: KEY}, current=1)
ROTATED = ColumnSealer({1: KEY, 2: NEW_KEY}, current=2)


@pytest.mark.parametrize("plain", [b"", b"\0", PLAIN, bytes(1_000)], ids=len)
def test_what_was_sealed_opens_at_its_place(plain: bytes) -> None:
    assert SEALER.unseal(SEALER.seal(plain, PLACE), PLACE) == plain


@pytest.mark.parametrize("place", ["", "victim.citizen_id:018e", "victim.phone:018f", PLACE + " "])
def test_it_opens_at_no_other_place(place: str) -> None:
    with pytest.raises(ValueError, match="not sealed for this place"):
        SEALER.unseal(SEALER.seal(PLAIN, PLACE), place)


def test_every_byte_is_protected() -> None:
    sealed = SEALER.seal(PLAIN, PLACE)
    for index in range(len(sealed)):
        tampered = bytearray(sealed)
        tampered[index] ^= 1
        with pytest.raises(ValueError, match="not sealed"):
            SEALER.unseal(bytes(tampered), PLACE)


@pytest.mark.parametrize("length", [0, 1, 5, 13, 28])
def test_a_truncated_value_does_not_open(length: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SEALER.unseal(SEALER.seal(PLAIN, PLACE)[:length], PLACE)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert len({SEALER.seal(PLAIN, PLACE) for _ in range(100)}) == 100


def test_nothing_of_the_text_shows_through() -> None:
    assert PLAIN[:8] not in SEALER.seal(PLAIN, PLACE)


def test_after_a_change_of_keys_the_old_values_still_open() -> None:
    assert ROTATED.unseal(SEALER.seal(PLAIN, PLACE), PLACE) == PLAIN


def test_after_a_change_of_keys_the_new_key_seals() -> None:
    sealed = ROTATED.seal(PLAIN, PLACE)
    assert sealed[0] == 2
    with pytest.raises(ValueError, match="not sealed"):
        SEALER.unseal(sealed, PLACE)


def test_a_value_cannot_be_passed_off_under_another_key() -> None:
    sealed = ROTATED.seal(PLAIN, PLACE)
    with pytest.raises(ValueError, match="not sealed"):
        ROTATED.unseal(bytes([1]) + sealed[1:], PLACE)


def test_equal_values_of_one_purpose_have_equal_blind_indexes() -> None:
    assert SEALER.blind("031190000000", "citizen_id") == SEALER.blind("031190000000", "citizen_id")


def test_blind_indexes_differ_by_value_by_purpose_and_by_key() -> None:
    other = ColumnSealer({1: NEW_KEY}, current=1)
    found = {
        SEALER.blind("031190000000", "citizen_id"),
        SEALER.blind("031190000001", "citizen_id"),
        SEALER.blind("031190000000", "phone"),
        other.blind("031190000000", "citizen_id"),
    }
    assert len(found) == 4


def test_after_a_change_of_keys_the_old_blind_indexes_can_still_be_made() -> None:
    old = SEALER.blind("031190000000", "citizen_id")

    assert ROTATED.blind("031190000000", "citizen_id", 1) == old
    assert ROTATED.blind("031190000000", "citizen_id") != old


@pytest.mark.parametrize(
    ("keys", "current"),
    [({}, 1), ({1: KEY}, 2), ({1: KEY[:31]}, 1), ({1: KEY + b"\0"}, 1), ({1: KEY, 2: b""}, 1)],
)
def test_a_key_that_is_missing_or_short_is_refused(keys: dict[int, bytes], current: int) -> None:
    with pytest.raises(ValueError, match="256 bits"):
        ColumnSealer(keys, current)


def test_new_keys_are_long_and_never_the_same() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {KEY_BYTES}
