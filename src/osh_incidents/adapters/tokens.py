"""Access tokens: RFC 9068 JWTs signed with ES256, and the keys that change under them."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from osh_incidents.adapters import jws
from osh_incidents.adapters.jws import PublicKey
from osh_incidents.domain.errors import NotAuthenticated

ALGORITHM = jws.ES256
LIFETIME = timedelta(minutes=10)
LEEWAY = timedelta(seconds=30)
SINCE_EVER = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)
REMEMBERED_FOR = timedelta(seconds=30)
"""How long a signature is not checked again; accounts are looked up in every request."""

_MOST_REMEMBERED = 10_000
_HEADER = frozenset({"alg", "kid", "typ"})


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says: which account, in which authority, for what, until when."""

    account_id: UUID
    authority: str
    expires_at: datetime
    scope: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key that signs from a moment on; its public half is published from the beginning."""

    public: PublicKey
    pem: str = field(repr=False)
    signs_from: datetime = SINCE_EVER

    @property
    def kid(self) -> str:
        """Return the thumbprint of the public half (RFC 7638)."""
        return self.public.kid

    @classmethod
    def of(cls, pem: str, signs_from: datetime = SINCE_EVER) -> "TokenKey":
        """Return the key of *pem*.

        Raises:
            TypeError: the key is not of the curve P-256, or the vetted backend is not in use.
        """
        return cls(PublicKey.of_private(pem), pem, signs_from)


def in_use(keys: Iterable[TokenKey], now: datetime) -> Sequence[TokenKey]:
    """Return the one that signs and those that still or already verify, in the order of signing.

    A key is dropped when the last token that it signed has expired.
    """
    ordered = sorted(keys, key=lambda key: (key.signs_from, key.kid))
    successors = [*(key.signs_from for key in ordered[1:]), NEVER]
    return [
        key
        for key, succeeded in zip(ordered, successors, strict=True)
        if succeeded == NEVER or now <= succeeded + LIFETIME + LEEWAY
    ]


@dataclass(frozen=True, slots=True)
class _Verified:
    """What a token said, by which key, when its signature was checked."""

    claims: Claims
    kid: str
    at: datetime

    def still_holds(self, now: datetime) -> bool:
        """Whether the signature need not be checked again."""
        return self.at <= now < min(self.claims.expires_at, self.at + REMEMBERED_FOR)


class Tokens:
    """Issues and verifies the tokens of one issuer for one audience."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        keys: TokenKey | Callable[[datetime], Sequence[TokenKey]],
    ) -> None:
        """Sign as *issuer* for *audience* with *keys*: one for ever, or those of the moment."""
        self.issuer = issuer
        self._audience = audience
        self._keys = (lambda _: [keys]) if isinstance(keys, TokenKey) else keys
        self._verified: dict[bytes, _Verified] = {}

    def issue(
        self, account_id: UUID, client_id: str, authority: str, scope: Iterable[str], now: datetime
    ) -> str:
        """Return a token for *account_id* that lives ten minutes from *now*."""
        key = [key for key in self._in_use(now) if key.signs_from <= now][-1]
        claims = {
            "iss": self.issuer,
            "aud": self._audience,
            "sub": str(account_id),
            "client_id": client_id,
            "authority": authority,
            "scope": " ".join(sorted(scope)),
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "jti": uuid4().hex,
        }
        return jws.sign(claims, key.pem, {"kid": key.kid, "typ": "at+jwt"})

    def verify(self, token: str, now: datetime) -> Claims:
        """Return what *token* says.

        Raises:
            NotAuthenticated: for every token that is not exactly one of ours and in its time.
        """
        try:
            known = {(key.kid, ALGORITHM): key.public for key in self._in_use(now)}
            digest = hashlib.sha256(token.encode()).digest()
            before = self._verified.get(digest)
            if before is not None and before.still_holds(now) and (before.kid, ALGORITHM) in known:
                return before.claims
            found = jws.verified(token, lambda kid, alg: known[kid, alg], _is_ours)
            claims = self._checked(found, now)
            self._remember(digest, _Verified(claims, jws.part(token, 0)["kid"], now))
        except Exception as error:
            # Whatever a forged token breaks is a refusal, never a fault of ours.
            raise NotAuthenticated from error
        else:
            return claims

    def _remember(self, digest: bytes, verified: "_Verified") -> None:
        if len(self._verified) >= _MOST_REMEMBERED:
            self._verified.clear()
        self._verified[digest] = verified

    def jwks(self, now: datetime) -> dict[str, list[dict[str, Any]]]:
        """Return the public keys as a JWK set (RFC 7517), those that sign later among them."""
        return {
            "keys": [
                {**key.public.members, "kid": key.kid, "use": "sig", "alg": ALGORITHM}
                for key in self._in_use(now)
            ]
        }

    def _in_use(self, now: datetime) -> Sequence[TokenKey]:
        return in_use(self._keys(now), now)

    def _checked(self, claims: Mapping[str, Any], now: datetime) -> Claims:
        if claims["iss"] != self.issuer or claims["aud"] != self._audience:
            raise ValueError("issuer or audience")
        if type(claims["exp"]) is not int or type(claims["iat"]) is not int:
            raise TypeError("exp or iat")
        issued = datetime.fromtimestamp(claims["iat"], UTC)
        expires = datetime.fromtimestamp(claims["exp"], UTC)
        if not issued - LEEWAY <= now <= expires + LEEWAY or expires - issued > LIFETIME:
            raise ValueError("time")
        if type(claims["authority"]) is not str or type(claims["scope"]) is not str:
            raise TypeError("authority or scope")
        scope = frozenset(claims["scope"].split())
        return Claims(UUID(claims["sub"]), claims["authority"], expires, scope)


def _is_ours(head: Mapping[str, Any]) -> bool:
    return set(head) == _HEADER and head["typ"] == "at+jwt" and head["alg"] == ALGORITHM
