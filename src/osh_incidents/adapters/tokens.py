"""Access tokens: RFC 9068 JWTs signed with ES256. All of python-jose is here.

The library accepts more than it should, so everything it leaves open is checked here: length, an
exact header, one algorithm, every registered claim present and of its type, and a short life.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk, jws
from jose.backends.cryptography_backend import CryptographyECKey
from jose.utils import base64url_decode

from osh_incidents.domain.errors import NotAuthenticated

ALGORITHM = "ES256"
LIFETIME = timedelta(minutes=10)
LEEWAY = timedelta(seconds=30)
_LONGEST = 4_096
_COMPACT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]", re.ASCII)
"""Three parts in base64url without padding; the last four bits of a signature are not spare."""

_HEADER = frozenset({"alg", "kid", "typ"})


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says: which account, in which authority, until when."""

    account_id: UUID
    authority: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A signing key and the id under which its public half is published."""

    kid: str
    pem: str

    @classmethod
    def of(cls, pem: str) -> "TokenKey":
        """Return the key of *pem*, named by the thumbprint of its public half (RFC 7638).

        Raises:
            TypeError: the key is not of the curve P-256, or the vetted backend is not in use.
        """
        jwk_members = _public_half(pem).to_dict()  # type: ignore[no-untyped-call]
        named = {name: _text(jwk_members[name]) for name in ("crv", "kty", "x", "y")}
        canonical = json.dumps(named, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode()).digest()
        return cls(base64.urlsafe_b64encode(digest).decode().rstrip("="), pem)


def new_key_pem() -> str:
    """Return a new P-256 private key as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


class Tokens:
    """Issues and verifies the tokens of one issuer for one audience."""

    def __init__(self, issuer: str, audience: str, key: TokenKey) -> None:
        """Sign as *issuer* for *audience* with *key*.

        Raises:
            TypeError: the key is not of the curve P-256, or the vetted backend is not in use.
        """
        self._public = _public_half(key.pem)
        self._issuer = issuer
        self._audience = audience
        self._kid = key.kid
        self._private = key.pem

    def issue(self, account_id: UUID, client_id: str, authority: str, now: datetime) -> str:
        """Return a token for *account_id* that lives ten minutes from *now*."""
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(account_id),
            "client_id": client_id,
            "authority": authority,
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "jti": uuid4().hex,
        }
        headers = {"kid": self._kid, "typ": "at+jwt"}
        return str(jws.sign(claims, self._private, headers=headers, algorithm=ALGORITHM))

    def verify(self, token: str, now: datetime) -> Claims:
        """Return what *token* says.

        Raises:
            NotAuthenticated: for every token that is not exactly one of ours and in its time.
        """
        try:
            return self._claims(token, now)
        except Exception as error:
            # Whatever a forged token breaks is a refusal, never a fault of ours.
            raise NotAuthenticated from error

    def jwks(self) -> dict[str, list[dict[str, Any]]]:
        """Return the public key as a JWK set (RFC 7517)."""
        members = self._public.to_dict()  # type: ignore[no-untyped-call]
        public = {name: _text(value) for name, value in members.items()}
        return {"keys": [public | {"kid": self._kid, "use": "sig", "alg": ALGORITHM}]}

    def _claims(self, token: str, now: datetime) -> Claims:
        if len(token) > _LONGEST:
            raise ValueError("token too long")
        if not _COMPACT.fullmatch(token):
            raise ValueError("not a compact JWS")
        header = json.loads(base64url_decode(token.split(".", 1)[0].encode()))
        if set(header) != _HEADER or header["kid"] != self._kid or header["typ"] != "at+jwt":
            raise ValueError("header")
        if header["alg"] != ALGORITHM:
            raise ValueError("algorithm")
        payload = jws.verify(token, self._public, algorithms=[ALGORITHM])
        return self._checked(json.loads(payload, object_pairs_hook=_no_duplicates), now)

    def _checked(self, claims: Mapping[str, Any], now: datetime) -> Claims:
        if claims["iss"] != self._issuer or claims["aud"] != self._audience:
            raise ValueError("issuer or audience")
        if type(claims["exp"]) is not int or type(claims["iat"]) is not int:
            raise TypeError("exp or iat")
        issued = datetime.fromtimestamp(claims["iat"], UTC)
        expires = datetime.fromtimestamp(claims["exp"], UTC)
        if not issued - LEEWAY <= now <= expires + LEEWAY or expires - issued > LIFETIME:
            raise ValueError("time")
        if type(claims["authority"]) is not str:
            raise TypeError("authority")
        return Claims(UUID(claims["sub"]), claims["authority"], expires)


def _public_half(pem: str) -> CryptographyECKey:
    loaded = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(getattr(loaded, "curve", None), ec.SECP256R1):
        raise TypeError("the signing key must be of the curve P-256")
    private = jwk.construct(pem, ALGORITHM)
    if not isinstance(private, CryptographyECKey):
        raise TypeError("the cryptography backend of python-jose is not in use")
    public: CryptographyECKey = private.public_key()  # type: ignore[no-untyped-call]
    return public


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate claim")
    return members
