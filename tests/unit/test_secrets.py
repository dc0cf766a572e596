import re

import pytest

from osh_incidents.adapters.secrets import (
    hashed,
    hint_of,
    is_secret,
    new_secret,
    new_tracking_number,
)

SECRET = "một bí mật dài"
HASH = hashed(SECRET)


def test_the_right_secret_is_recognised() -> None:
    assert is_secret(SECRET, HASH)


@pytest.mark.parametrize("wrong", ["", "một bí mật", f"{SECRET} ", SECRET.upper()])
def test_a_wrong_secret_is_not(wrong: str) -> None:
    assert not is_secret(wrong, HASH)


def test_neither_the_hash_itself_nor_a_part_of_it_opens_anything() -> None:
    assert not is_secret(HASH, HASH)
    assert not is_secret(SECRET, HASH[:-5])


@pytest.mark.parametrize("broken", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_without_a_whole_hash_nothing_is_recognised(broken: str | None) -> None:
    assert not is_secret(SECRET, broken)


def test_only_a_salted_hash_is_kept() -> None:
    again = hashed(SECRET)
    assert HASH.startswith("$argon2id$")
    assert again != HASH
    assert SECRET not in HASH


def test_new_secrets_have_256_bits_and_differ() -> None:
    found = {new_secret() for _ in range(100)}
    assert len(found) == 100
    assert {len(secret.removeprefix(f"{hint_of(secret)}.")) for secret in found} == {43}


def test_tracking_numbers_have_no_letter_that_is_mistaken_for_another() -> None:
    found = {new_tracking_number() for _ in range(100)}
    assert len(found) == 100
    shape = re.compile(r"[0-9A-HJKMNP-TV-Z]{7}(-[0-9A-HJKMNP-TV-Z]{7}){3}")
    assert all(shape.fullmatch(number) for number in found)
