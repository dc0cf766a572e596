import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jose import jwk
from jose.backends.cryptography_backend import CryptographyECKey

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import ALGORITHM, LIFETIME, TokenKey, Tokens
from osh_incidents.domain.errors import NotAuthenticated
from tests.unit.forging import (
    ACCOUNT,
    AUDIENCE,
    ISSUER,
    KEY,
    NOW,
    SECOND,
    TOKENS,
    claiming,
    encoded,
)

ISSUED = TOKENS.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW)
LEEWAY = 30


def opened(part: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_a_token_says_which_account_of_which_authority_until_when() -> None:
    claims = TOKENS.verify(ISSUED, NOW)
    assert (claims.account_id, claims.authority) == (UUID(ACCOUNT), "hp")
    assert claims.expires_at == NOW + timedelta(minutes=10)


def test_a_token_is_an_access_token_of_rfc_9068() -> None:
    header, payload, _ = ISSUED.split(".")
    assert opened(header) == {"alg": "ES256", "kid": KEY.kid, "typ": "at+jwt"}
    claims = opened(payload)
    assert set(claims) == {
        "iss",
        "exp",
        "aud",
        "sub",
        "client_id",
        "iat",
        "jti",
        "authority",
        "scope",
    }
    assert (claims["iss"], claims["aud"]) == (ISSUER, AUDIENCE)


def test_a_token_lives_for_ten_minutes_at_most() -> None:
    claims = opened(ISSUED.split(".")[1])
    assert (claims["iat"], claims["exp"]) == (SECOND, SECOND + 600)
    assert timedelta(minutes=10) >= LIFETIME


def test_no_two_tokens_are_the_same() -> None:
    again = TOKENS.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW)
    assert opened(again.split(".")[1])["jti"] != opened(ISSUED.split(".")[1])["jti"]


@pytest.mark.parametrize("late", [0, 599, 600, 600 + LEEWAY])
def test_a_token_is_accepted_until_half_a_minute_after_its_end(late: int) -> None:
    assert TOKENS.verify(ISSUED, NOW + timedelta(seconds=late)).authority == "hp"


@pytest.mark.parametrize("late", [600 + LEEWAY + 1, 86_400])
def test_after_that_it_is_refused(late: int) -> None:
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(ISSUED, NOW + timedelta(seconds=late))


def test_a_clock_half_a_minute_behind_is_borne_and_one_more_second_is_not() -> None:
    assert TOKENS.verify(ISSUED, NOW - timedelta(seconds=LEEWAY)).authority == "hp"
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(ISSUED, NOW - timedelta(seconds=LEEWAY + 1))


def test_a_life_of_exactly_ten_minutes_is_accepted_and_one_more_second_is_not() -> None:
    assert TOKENS.verify(claiming(exp=SECOND + 600), NOW).authority == "hp"
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(claiming(exp=SECOND + 601), NOW)


@pytest.mark.parametrize(
    "other",
    [
        Tokens("https://elsewhere.test", AUDIENCE, KEY),
        Tokens(ISSUER, "another-service", KEY),
        Tokens(ISSUER, AUDIENCE, TokenKey.of(new_key_pem())),
    ],
)
def test_a_token_of_another_issuer_audience_or_key_is_refused(other: Tokens) -> None:
    with pytest.raises(NotAuthenticated):
        other.verify(ISSUED, NOW)


def test_the_published_key_is_the_public_half_alone() -> None:
    (published,) = TOKENS.jwks(NOW)["keys"]
    assert set(published) == {"kty", "crv", "x", "y", "alg", "kid", "use"}
    private = serialization.load_pem_private_key(KEY.pem.encode(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    numbers = private.private_numbers()
    assert published["x"] == encoded(numbers.public_numbers.x.to_bytes(32, "big"))
    assert encoded(numbers.private_value.to_bytes(32, "big")) not in json.dumps(published)


def test_the_key_is_named_by_its_thumbprint() -> None:
    (published,) = TOKENS.jwks(NOW)["keys"]
    text = f'{{"crv":"P-256","kty":"EC","x":"{published["x"]}","y":"{published["y"]}"}}'
    assert published["kid"] == KEY.kid == encoded(hashlib.sha256(text.encode()).digest())


def test_keys_are_new_each_time() -> None:
    assert len({new_key_pem() for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65_537, 2_048), ec.generate_private_key(ec.SECP384R1())]
)
def test_a_key_of_another_kind_or_curve_is_refused(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
) -> None:
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(TypeError, match="P-256"):
        Tokens(ISSUER, AUDIENCE, TokenKey.of(pem.decode()))


def test_signatures_are_made_by_the_vetted_library() -> None:
    assert isinstance(jwk.construct(KEY.pem, ALGORITHM), CryptographyECKey)


def test_the_library_of_slow_signatures_is_never_loaded() -> None:
    # A process of its own: others of this one may have loaded it.
    asks = "import sys, osh_incidents.adapters.tokens; sys.exit('ecdsa' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], check=False, timeout=60)
    assert done.returncode == 0


class _Counting(CryptographyECKey):
    """A key that counts how often it verifies."""

    verifications = 0

    def verify(self, msg: bytes, sig: bytes) -> bool:
        self.verifications += 1
        return bool(super().verify(msg, sig))  # type: ignore[no-untyped-call]


def counting(pem: str) -> tuple[TokenKey, _Counting]:
    made = TokenKey.of(pem)
    key = _Counting(dict(made.public.members), ALGORITHM)
    return replace(made, public=replace(made.public, key=key)), key


def test_the_signature_of_a_token_is_checked_once_in_half_a_minute() -> None:
    made, key = counting(new_key_pem())
    tokens = Tokens(ISSUER, AUDIENCE, made)
    token = tokens.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW)

    for seconds in (0, 10, 29, 30, 45):
        tokens.verify(token, NOW + timedelta(seconds=seconds))

    assert key.verifications == 2


def test_a_token_that_is_remembered_is_refused_once_its_key_is_dropped() -> None:
    old, new = TokenKey.of(new_key_pem()), TokenKey.of(new_key_pem())
    known = [old]
    tokens = Tokens(ISSUER, AUDIENCE, lambda _: known)
    token = tokens.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW)
    tokens.verify(token, NOW)

    known[:] = [new]

    with pytest.raises(NotAuthenticated):
        tokens.verify(token, NOW)


def test_a_token_that_is_remembered_is_refused_when_it_has_expired() -> None:
    token = TOKENS.issue(UUID(ACCOUNT), "employer", "hp", ["cases:read"], NOW)
    TOKENS.verify(token, NOW + LIFETIME - timedelta(seconds=1))

    with pytest.raises(NotAuthenticated):
        TOKENS.verify(token, NOW + LIFETIME + timedelta(seconds=LEEWAY + 1))
