"""Clients that prove who they are with a key of their own (RFC 7523)."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.clients import Signer, ask, claims, of, register
from tests.support.service import Service


def test_a_signed_assertion_gives_a_token(service: Service) -> None:
    signer = Signer()
    register(service, "health", signer)

    answer = ask(service, signer.sign(claims(service, "health")))

    assert answer.status_code == 200
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert service.client.get("/api/v1/cases", headers=headers).status_code == 200


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_rsa_key_and_the_address_of_the_token_endpoint_serve_as_well(service: Service) -> None:
    signer = Signer(rsa.generate_private_key(65_537, 3_072))
    register(service, "health", signer)
    claimed = claims(service, "health", aud=["https://osh.test/oauth/token"])

    assert ask(service, signer.sign(claimed)).status_code == 200


def test_an_assertion_is_good_for_one_token(service: Service) -> None:
    signer = Signer()
    register(service, "health", signer)
    assertion = signer.sign(claims(service, "health"))

    assert ask(service, assertion).status_code == 200
    assert ask(service, assertion).json()["error"] == "invalid_client"


def test_a_revoked_key_signs_nothing_any_more(service: Service) -> None:
    signer = Signer()
    key = register(service, "health", signer)
    path = f"/api/v1/accounts/{of(service, 'health')}/keys/{key['id']}"

    assert service.client.delete(path, headers=service.headers("admin")).status_code == 204

    assert ask(service, signer.sign(claims(service, "health"))).status_code == 401


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "private", [rsa.generate_private_key(65_537, 2_048), rsa.generate_private_key(3, 3_072)]
)
def test_a_weak_key_is_not_registered(service: Service, private: rsa.RSAPrivateKey) -> None:
    path = f"/accounts/{of(service, 'health')}/keys"

    assert service.post("admin", path, {"jwk": Signer(private).jwk}).status_code == 422


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("changed", [{"kty": "oct", "k": "AAAA"}, {"d": "AAAA"}, {"x": "AAAA"}])
def test_what_is_no_public_key_is_not_registered(service: Service, changed: dict[str, str]) -> None:
    path = f"/accounts/{of(service, 'health')}/keys"

    assert service.post("admin", path, {"jwk": Signer().jwk | changed}).status_code == 422


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_forged_assertions_are_refused_and_no_fault_of_ours(service: Service) -> None:
    signer, stranger = Signer(), Signer()
    register(service, "health", signer)
    for name, assertion in forged(service, signer, stranger).items():
        service.clock.advance(hours=2)
        answer = ask(service, assertion.replace("@", ""))
        assert answer.status_code in (400, 401), name


def forged(service: Service, signer: Signer, stranger: Signer) -> dict[str, str]:
    """Return assertions that are wrong in one thing each, even two hours after."""

    def said(**changed: object) -> str:
        return signer.sign(claims(service, "health") | changed)

    moment = int(service.clock().timestamp())
    genuine = said()
    head, body, signature = genuine.split(".")
    return {
        "of a stranger": stranger.sign(claims(service, "health")),
        "of another account": said(iss="inspector", sub="inspector"),
        "issuer and subject differ": said(iss="inspector"),
        "unknown": said(iss="nobody", sub="nobody"),
        "expired": said(exp=moment - 31),
        "lives long": said(exp=moment + 100_000),
        "no end": said(exp=None),
        "end a text": said(exp=str(moment + 60)),
        "issued later": said(iat=moment + 10**6, exp=moment + 10**6 + 60),
        "not yet": said(nbf=moment + 10**6),
        "another audience": said(aud="https://elsewhere.test"),
        "two audiences": said(aud=["https://osh.test", "https://elsewhere.test"]),
        "no id": said(jti=None),
        "id a number": said(jti=1),
        "id empty": said(jti=""),
        "algorithm none": signer.sign(claims(service, "health"), alg="none"),
        "algorithm HS256": signer.sign(claims(service, "health"), alg="HS256"),
        "algorithm RS256": signer.sign(claims(service, "health"), alg="RS256"),
        "an access token": signer.sign(claims(service, "health"), typ="at+jwt"),
        "jku": signer.sign(claims(service, "health"), jku="https://attacker.test"),
        "jwk": signer.sign(claims(service, "health"), jwk=stranger.jwk),
        "crit": signer.sign(claims(service, "health"), crit=["exp"]),
        "kid unknown": signer.sign(claims(service, "health"), kid="another"),
        "kid a list": signer.sign(claims(service, "health"), kid=["mine"]),
        "no signature": f"{head}.{body}.",
        "two parts": f"{head}.{body}",
        "padding": f"{genuine}=",
        "cut": f"{head}.{body}.{signature[:-4]}",
        "not ascii": f"{genuine}ý",
    }
