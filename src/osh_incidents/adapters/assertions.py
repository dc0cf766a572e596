"""Assertions by which a client signs who it is (RFC 7523, `private_key_jwt`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from osh_incidents.adapters import jws
from osh_incidents.adapters.jws import PublicKey

ALGORITHMS = jws.ALGORITHMS
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = timedelta(minutes=5)
LEEWAY = timedelta(seconds=30)
_LONGEST_JTI = 200
_header = jws.header_of({"alg", "kid", "typ"}, [None, "JWT", "client-authentication+jwt"])


@dataclass(frozen=True, slots=True)
class Named:
    """What an assertion claims before anything of it is verified."""

    client_id: str
    kid: str
    algorithm: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """A verified assertion; until *accepted_until* nobody may use it again."""

    client_id: str
    jti: str
    accepted_until: datetime


def named(assertion: str) -> Named:
    """Return by whom and with which key *assertion* claims to be signed.

    Raises:
        Exception: of whatever kind; it is no assertion.
    """
    head, claims = jws.part(assertion, 0), jws.part(assertion, 1)
    found = Named(claims["sub"], head["kid"], head["alg"])
    if found.algorithm not in ALGORITHMS or not _are_texts(found.client_id, found.kid):
        raise ValueError("not an assertion")
    return found


def verified(
    assertion: str, key: PublicKey | None, audiences: Collection[str], now: datetime
) -> Assertion:
    """Return what *assertion* says, signed with *key*; without one it takes as long to refuse.

    Raises:
        Exception: of whatever kind, for every one that is not exactly so and in its time.
    """
    claims = jws.verified(assertion, lambda _, alg: key or jws.stand_in(alg), _header)
    if claims["iss"] != claims["sub"] or not _are_texts(claims["sub"], claims["jti"]):
        raise ValueError("issuer, subject or id")
    if not _is_for(claims["aud"], audiences):
        raise ValueError("audience")
    return Assertion(claims["sub"], claims["jti"], _end(claims, now) + LEEWAY)


def _end(claims: Mapping[str, Any], now: datetime) -> datetime:
    begins = claims.get("nbf", claims["iat"])
    if not all(type(moment) is int for moment in (claims["exp"], claims["iat"], begins)):
        raise TypeError("exp, iat or nbf")
    ends, issued, begun = (
        datetime.fromtimestamp(moment, UTC) for moment in (claims["exp"], claims["iat"], begins)
    )
    in_time = now < ends + LEEWAY and max(issued, begun) <= now + LEEWAY
    if not in_time or ends > now + LONGEST + LEEWAY or ends <= issued:
        raise ValueError("time")
    return ends


def _is_for(audience: object, audiences: Collection[str]) -> bool:
    """Whether it is for us alone: what is for others as well could be used by them."""
    only = audience[0] if isinstance(audience, list) and len(audience) == 1 else audience
    return isinstance(only, str) and only in audiences


def _are_texts(*values: object) -> bool:
    return all(
        isinstance(value, str) and 0 < len(value) <= _LONGEST_JTI and value.isprintable()
        for value in values
    )
