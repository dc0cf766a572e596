"""Clients that sign who they are, without the library that the service uses."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from httpx2 import Response

from osh_incidents.adapters.assertions import TYPE
from tests.support.service import Service
from tests.unit.forging import encoded

Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
ISSUER = "https://osh.test"


@dataclass
class Signer:
    """A key and what it is called."""

    private: Private = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    kid: str = "mine"

    @property
    def jwk(self) -> dict[str, str]:
        if isinstance(self.private, rsa.RSAPrivateKey):
            numbers = self.private.public_key().public_numbers()
            return {"kty": "RSA", "kid": self.kid, "n": whole(numbers.n), "e": whole(numbers.e)}
        point = self.private.public_key().public_numbers()
        x, y = (encoded(value.to_bytes(32, "big")) for value in (point.x, point.y))
        return {"kty": "EC", "crv": "P-256", "kid": self.kid, "x": x, "y": y}

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        rsa_signed = isinstance(self.private, rsa.RSAPrivateKey)
        head = {"alg": "RS256" if rsa_signed else "ES256", "kid": self.kid, "typ": "JWT"} | header
        data = ".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
        return f"{data}.{encoded(self._signature(data.encode()))}"

    def _signature(self, data: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), SHA256())
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def whole(value: int) -> str:
    return encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def claims(service: Service, login: str, **changed: Any) -> dict[str, Any]:
    """Return what a genuine assertion of *login* says, with *changed* claims."""
    moment = int(service.clock().timestamp())
    name = service.world[login].client_id
    return {
        "iss": name,
        "sub": name,
        "aud": ISSUER,
        "iat": moment,
        "exp": moment + 300,
        "jti": uuid4().hex,
    } | changed


def register(service: Service, login: str, signer: Signer) -> dict[str, Any]:
    answer = service.post("admin", f"/accounts/{of(service, login)}/keys", {"jwk": signer.jwk})
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


def ask(service: Service, assertion: str, **more: str) -> Response:
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": TYPE,
        "client_assertion": assertion,
    }
    return service.client.post("/oauth/token", data=form | more)


def of(service: Service, login: str) -> str:
    return str(service.world[login].account_id)
