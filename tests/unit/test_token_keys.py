"""Signing keys that change while tokens of the old one still live."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from jose import jwt

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.token_keys import KeyDirectory, keys_of_text, rotate
from osh_incidents.adapters.tokens import LEEWAY, LIFETIME, Tokens
from osh_incidents.domain.errors import NotAuthenticated
from tests.unit.forging import ACCOUNT, AUDIENCE, ISSUER, NOW

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "token.pem").write_text(new_key_pem(), encoding="ascii")
    return tmp_path


def tokens(directory: Path) -> Tokens:
    keys = KeyDirectory(directory)
    keys.begin(NOW)
    return Tokens(ISSUER, AUDIENCE, keys)


def kid(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def kids(made: Tokens, after: timedelta) -> list[str]:
    return [key["kid"] for key in made.jwks(NOW + after)["keys"]]


def issued(made: Tokens, after: timedelta) -> str:
    return made.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW + after)


def test_a_new_key_is_published_at_once_and_signs_later(directory: Path) -> None:
    made = tokens(directory)
    old = kid(issued(made, timedelta()))

    rotate(directory, NOW, HOUR)

    assert len(kids(made, timedelta(minutes=1))) == 2
    assert kid(issued(made, HOUR - SECOND)) == old
    assert kid(issued(made, HOUR)) != old


def test_the_old_key_verifies_until_its_last_token_has_expired(directory: Path) -> None:
    made = tokens(directory)
    rotate(directory, NOW, HOUR)
    last = issued(made, HOUR - SECOND)
    end = HOUR - SECOND + LIFETIME + LEEWAY

    assert made.verify(last, NOW + end).authority == "hp"
    assert len(kids(made, end)) == 2
    assert len(kids(made, end + 2 * SECOND)) == 1
    with pytest.raises(NotAuthenticated):
        made.verify(last, NOW + end + 2 * SECOND)


def test_the_next_rotation_drops_the_file_of_a_key_that_nobody_needs(directory: Path) -> None:
    second, dropped = rotate(directory, NOW, HOUR)
    assert dropped == []

    third, dropped = rotate(directory, NOW + 2 * HOUR, HOUR)

    assert dropped == [directory / "token.pem"]
    assert set(directory.iterdir()) == {second, third}
    assert third.stat().st_mode & 0o777 == 0o600


def test_a_broken_file_does_not_stop_a_service_that_runs(directory: Path) -> None:
    made = tokens(directory)
    before = kids(made, timedelta())

    (directory / "half.pem").write_text("-----BEGIN", encoding="ascii")

    assert kids(made, HOUR) == before


def test_without_a_key_that_signs_nothing_begins(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no token key"):
        KeyDirectory(tmp_path).begin(NOW)
    rotate(tmp_path, NOW, HOUR)
    with pytest.raises(ValueError, match="no token key"):
        KeyDirectory(tmp_path).begin(NOW)


def test_of_several_keys_in_one_text_the_first_signs_and_all_verify() -> None:
    first, second = new_key_pem(), new_key_pem()
    before = Tokens(ISSUER, AUDIENCE, lambda _: keys_of_text(first + second))
    after = Tokens(ISSUER, AUDIENCE, lambda _: keys_of_text(second + first))

    assert after.verify(issued(before, timedelta()), NOW).authority == "hp"
    assert before.verify(issued(after, timedelta()), NOW).authority == "hp"
    with pytest.raises(ValueError, match="no PEM"):
        keys_of_text("")
