"""Access tokens of outside OpenID Connect issuers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from osh_incidents.adapters import jws
from osh_incidents.adapters.oidc_keys import KeyCache
from osh_incidents.domain.errors import NotAuthenticated

LEEWAY = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
_MEMBERS = {"alg", "kid", "typ"}
_CLAIMS = ("sub", "azp", "client_id")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """What an outside issuer calls somebody, until when."""

    issuer: str
    subject: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OutsideIssuer:
    """An issuer whose tokens for *audience* are accepted; *claim* names who acts."""

    issuer: str
    audience: str
    claim: str
    type: str
    keys: KeyCache

    def verify(self, token: str, now: datetime) -> Identity:
        """Return whom *token* names.

        Raises:
            NotAuthenticated: for every token that is not exactly one of this issuer in its time.
        """
        try:
            head = jws.header_of(_MEMBERS, [self.type])
            claims = jws.verified(token, lambda kid, alg: self.keys.find(kid, alg, now), head)
            return self._checked(claims, now)
        except Exception as error:
            # Whatever a forged token breaks is a refusal, never a fault of ours.
            raise NotAuthenticated from error

    def _checked(self, claims: Mapping[str, Any], now: datetime) -> Identity:
        audience = claims["aud"]
        named = audience if isinstance(audience, list) else [audience]
        if claims["iss"] != self.issuer or self.audience not in named:
            raise ValueError("issuer or audience")
        begins = claims.get("nbf", claims["iat"])
        if not all(type(moment) is int for moment in (claims["exp"], claims["iat"], begins)):
            raise TypeError("exp, iat or nbf")
        expires, issued, begun = (
            datetime.fromtimestamp(moment, UTC) for moment in (claims["exp"], claims["iat"], begins)
        )
        if not max(issued, begun) - LEEWAY <= now <= expires + LEEWAY or expires - issued > LONGEST:
            raise ValueError("time")
        subject = claims[self.claim]
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_NAME:
            raise TypeError("subject")
        return Identity(self.issuer, subject, expires)


@dataclass(frozen=True, slots=True)
class OutsideIssuers:
    """All outside issuers that are configured."""

    issuers: Mapping[str, OutsideIssuer] = field(default_factory=dict)

    @classmethod
    def of_json(cls, text: str) -> "OutsideIssuers":
        """Return the issuers of a configuration.

        Raises:
            ValueError, KeyError: it is not JSON, lacks a member, or asks for what is not accepted.
        """
        asked = json.loads(text)
        loopback = asked.get("allow_loopback_http", False) is True
        found = [_issuer(one, allow_loopback_http=loopback) for one in asked["issuers"]]
        return cls({issuer.issuer: issuer for issuer in found})

    def issuer_of(self, token: str) -> OutsideIssuer | None:
        """Return by which outside issuer *token* claims to be; nothing is verified by it."""
        if not self.issuers:
            return None
        try:
            claimed = jws.part(token, 1).get("iss")
        except ValueError:
            return None
        return self.issuers.get(claimed) if isinstance(claimed, str) else None


def _issuer(asked: Mapping[str, Any], *, allow_loopback_http: bool) -> OutsideIssuer:
    algorithms = frozenset(asked["algorithms"])
    if not algorithms or not algorithms <= set(jws.ALGORITHMS) or asked["claim"] not in _CLAIMS:
        raise ValueError("algorithms are of ES256, RS256; claim is sub, azp or client_id")
    kept_for = timedelta(hours=asked.get("keys_kept_for_hours", 24))
    keys = KeyCache(asked["issuer"], algorithms, kept_for, allow_loopback_http)
    kind = asked.get("type", "at+jwt")
    return OutsideIssuer(asked["issuer"], asked["audience"], asked["claim"], kind, keys)
