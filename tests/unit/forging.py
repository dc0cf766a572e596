"""Tokens as a forger would make them, without the library that the service uses."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
ISSUER, AUDIENCE = "https://osh.test", "osh-incidents"
ACCOUNT = "0195a000-0000-7000-8000-000000000001"
KEY = TokenKey.of(new_key_pem())
TOKENS = Tokens(ISSUER, AUDIENCE, KEY)

Part = dict[str, Any]
ABSENT = object()
"""As a claim or member of the header: leave it out."""

HEADER: Part = {"alg": "ES256", "kid": KEY.kid, "typ": "at+jwt"}
CLAIMS: Part = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": ACCOUNT,
    "client_id": "employer",
    "authority": "hp",
    "scope": "cases:read",
    "iat": SECOND,
    "exp": SECOND + 600,
    "jti": "1",
}


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def written(part: Part) -> bytes:
    kept = {name: value for name, value in part.items() if value is not ABSENT}
    return json.dumps(kept).encode()


def signed(header: bytes, payload: bytes, pem: str = KEY.pem) -> str:
    """Return a token whose signature is right for whatever it holds."""
    return _with(header, payload, ecdsa(pem, _signing_input(header, payload)))


def claiming(pem: str = KEY.pem, **changed: Any) -> str:
    """Return a rightly signed token with *changed* claims."""
    return signed(written(HEADER), written(CLAIMS | changed), pem)


def headed(**changed: Any) -> str:
    """Return a rightly signed token with a *changed* header."""
    return signed(written(HEADER | changed), written(CLAIMS))


def macced(secret: bytes, **changed: Any) -> str:
    """Return a token whose HMAC is keyed with *secret*."""
    header, payload = written(HEADER | {"alg": "HS256"} | changed), written(CLAIMS)
    mac = hmac.new(secret, _signing_input(header, payload), hashlib.sha256).digest()
    return _with(header, payload, mac)


def unsigned(alg: str, signature: bytes = b"") -> str:
    return _with(written(HEADER | {"alg": alg}), written(CLAIMS), signature)


def ecdsa(pem: str, data: bytes, *, der: bool = False) -> bytes:
    key = serialization.load_pem_private_key(pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    signature = key.sign(data, ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(signature)
    return signature if der else r.to_bytes(32, "big") + s.to_bytes(32, "big")


def der_signed() -> str:
    header, payload = written(HEADER), written(CLAIMS)
    return _with(header, payload, ecdsa(KEY.pem, _signing_input(header, payload), der=True))


def public(encoding: serialization.Encoding) -> bytes:
    key = serialization.load_pem_private_key(KEY.pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(encoding, form)


def _signing_input(header: bytes, payload: bytes) -> bytes:
    return f"{encoded(header)}.{encoded(payload)}".encode()


def _with(header: bytes, payload: bytes, signature: bytes) -> str:
    return f"{encoded(header)}.{encoded(payload)}.{encoded(signature)}"
