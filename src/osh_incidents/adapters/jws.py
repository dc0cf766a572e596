"""Signed JWTs of whoever signs them: ES256 and RS256. All of python-jose is here.

The library accepts more than it should, so everything it leaves open is checked here: length, one
canonical writing, no member of the header that steers, one algorithm per key, claims once each.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jose import jwk, jws
from jose.backends.base import Key
from jose.backends.cryptography_backend import CryptographyECKey, CryptographyRSAKey

ES256, RS256 = "ES256", "RS256"
ALGORITHMS = (ES256, RS256)
_LONGEST = 4_096
_PARTS = 3
_MEMBERS = {"EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n")}
_TYPES = {ES256: "EC", RS256: "RSA"}
_LARGEST_RSA = 4_096
_USUAL_EXPONENT = 65_537


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies by its one algorithm; *members* are its public half as a JWK."""

    kid: str
    algorithm: str
    members: Mapping[str, str]
    key: Key

    @classmethod
    def of(cls, published: Mapping[str, Any], *, rsa_bits: int) -> "PublicKey":
        """Return the key of a *published* JWK; an RSA key has at least *rsa_bits*.

        Raises:
            ValueError: no public key for signatures of a kind that is accepted here.
        """
        algorithm = _algorithm(published)
        members = {name: published[name] for name in _MEMBERS[_TYPES[algorithm]]}
        if not all(isinstance(value, str) for value in members.values()):
            raise ValueError("members of a key are texts")
        if algorithm == RS256:
            _check_rsa(members, rsa_bits)
        else:
            _check_point(members)
        kid = published.get("kid", thumbprint(members))
        if not isinstance(kid, str):
            raise ValueError("the id of a key is a text")  # noqa: TRY004
        return cls(kid, algorithm, members, jwk.construct(dict(members), algorithm))

    @classmethod
    def of_private(cls, pem: str) -> "PublicKey":
        """Return the public half of a P-256 private key, named by its thumbprint.

        Raises:
            TypeError: the key is not of the curve P-256, or the vetted backend is not in use.
        """
        loaded = serialization.load_pem_private_key(pem.encode(), None)
        if not isinstance(getattr(loaded, "curve", None), ec.SECP256R1):
            raise TypeError("the signing key must be of the curve P-256")
        private = jwk.construct(pem, ES256)
        if not isinstance(private, CryptographyECKey):
            raise TypeError("the cryptography backend of python-jose is not in use")
        public = private.public_key()  # type: ignore[no-untyped-call]
        members = {name: _text(value) for name, value in public.to_dict().items() if name != "alg"}
        return cls(thumbprint(members), ES256, members, public)


def thumbprint(members: Mapping[str, str]) -> str:
    """Return the name of a key that follows from its public half (RFC 7638)."""
    named = {name: members[name] for name in _MEMBERS[members["kty"]]}
    canonical = json.dumps(named, sort_keys=True, separators=(",", ":"))
    return encoded(hashlib.sha256(canonical.encode()).digest())


def new_key_pem() -> str:
    """Return a new P-256 private key as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def sign(claims: Mapping[str, Any], pem: str, headers: Mapping[str, str]) -> str:
    """Return *claims* signed with ES256 by the private key *pem*."""
    return str(jws.sign(dict(claims), pem, headers=dict(headers), algorithm=ES256))


def verified(
    token: str, find: Callable[[str, str], PublicKey], header: Callable[[Mapping[str, Any]], bool]
) -> dict[str, Any]:
    """Return the claims of *token*, signed by the key that *find* knows by its id and algorithm.

    Raises:
        Exception: of whatever kind, for every token that is not exactly so.
    """
    head = part(token, 0)
    if not header(head) or head["alg"] not in ALGORITHMS or not isinstance(head["kid"], str):
        raise ValueError("header")
    key = find(head["kid"], head["alg"])
    if key.algorithm != head["alg"]:
        raise ValueError("algorithm")
    payload = jws.verify(token, key.key, algorithms=[key.algorithm])
    return _object(payload)


def part(token: str, index: int) -> dict[str, Any]:
    """Return the header (0) or the claims (1) of *token* before anything is verified.

    Raises:
        ValueError: it is not a compact JWS in its one writing, or longer than any that we accept.
    """
    parts = token.split(".") if len(token) <= _LONGEST else []
    if len(parts) != _PARTS or any(encoded(_bytes(one)) != one for one in parts):
        raise ValueError("not a compact JWS")
    return _object(_bytes(parts[index]))


def header_of(
    names: Collection[str], types: Collection[str | None]
) -> Callable[[Mapping[str, Any]], bool]:
    """Return what accepts a header with no members but *names* and one of *types*."""
    # The type is compared with a list: what hashes badly must be refused, not raise.
    listed = list(types)
    return lambda head: set(head) <= set(names) and head.get("typ") in listed


def stand_in(algorithm: str) -> PublicKey:
    """Return a key that nobody has, so that the unknown takes as long as the wrong."""
    return _STAND_INS[algorithm]


def encoded(data: bytes) -> str:
    """Return *data* in base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data, object_pairs_hook=_no_duplicates)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004
    return found


def _algorithm(published: Mapping[str, Any]) -> str:
    kind = published.get("kty")
    algorithm = {"EC": ES256, "RSA": RS256}.get(kind) if isinstance(kind, str) else None
    if algorithm is None or published.get("alg", algorithm) != algorithm:
        raise ValueError("neither ES256 nor RS256")
    if published.get("use", "sig") != "sig" or any(
        name in published for name in ("d", "p", "q", "k", "oth")
    ):
        raise ValueError("no public key for signatures")
    return algorithm


def _check_rsa(members: Mapping[str, str], bits: int) -> None:
    modulus, exponent = (int.from_bytes(_bytes(members[name])) for name in ("n", "e"))
    if not bits <= modulus.bit_length() <= _LARGEST_RSA or exponent != _USUAL_EXPONENT:
        raise ValueError("RSA key of another size or exponent")
    rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _check_point(members: Mapping[str, str]) -> None:
    if members["crv"] != "P-256":
        raise ValueError("another curve")
    x, y = (int.from_bytes(_bytes(members[name])) for name in ("x", "y"))
    ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate claim")
    return members


def _nobodys_rsa() -> PublicKey:
    modulus = secrets.randbits(3_072) | (1 << 3_071) | 1
    published = {
        "kty": "RSA",
        "e": encoded(_USUAL_EXPONENT.to_bytes(3)),
        "n": encoded(modulus.to_bytes(384)),
    }
    return PublicKey("nobody", RS256, published, CryptographyRSAKey(published, RS256))


_STAND_INS = {ES256: PublicKey.of_private(new_key_pem()), RS256: _nobodys_rsa()}
