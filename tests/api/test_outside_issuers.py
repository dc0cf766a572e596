"""Tokens of a real OpenID provider."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from osh_incidents.adapters.oidc import OutsideIssuers
from osh_incidents.api.app import Context, create_app
from tests.support.clients import Signer, of
from tests.support.provider import Provider
from tests.support.service import Service
from tests.support.world import SEALER, TOKENS

pytestmark = [
    pytest.mark.skipif("OSH_TEST_WITHOUT_NODE" in os.environ, reason="asked to do without node"),
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
]
CLIENTS = ("RS256-client", "ES256-client")


def configured(provider: Provider, algorithms: tuple[str, ...] = ("RS256", "ES256")) -> str:
    issuer = {
        "issuer": provider.issuer,
        "audience": "osh-incidents",
        "algorithms": algorithms,
        "claim": "client_id",
        "keys_kept_for_hours": 2,
    }
    return json.dumps({"issuers": [issuer], "allow_loopback_http": True})


def trusting(service: Service, configuration: str) -> TestClient:
    outside = OutsideIssuers.of_json(configuration)
    context = Context(service.database, SEALER, TOKENS, service.clock, outside)
    return TestClient(create_app(context), raise_server_exceptions=False)


def status(client: TestClient, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return client.get("/api/v1/cases", headers=headers).status_code


@pytest.fixture
def provider(service: Service, tmp_path: Path) -> Provider:
    """One whose clients are called the inspector here; it is not running yet."""
    service.clock.moment = datetime.now(UTC)
    made = Provider(tmp_path)
    for client in CLIENTS:
        body = {"issuer": made.issuer, "subject": client}
        path = f"/accounts/{of(service, 'inspector')}/identities"
        assert service.post("admin", path, body).status_code == 201
    return made


def test_tokens_of_a_provider_are_accepted_as_far_as_they_are_meant_for_us(
    service: Service, provider: Provider
) -> None:
    with provider.running("first"):
        client = trusting(service, configured(provider))
        assert [status(client, provider.token(name)) for name in CLIENTS] == [200, 200]
        assert status(client, provider.token("ES256-client", "urn:another")) == 401
        assert status(client, provider.token("ES256-stranger")) == 401
        only_rsa = trusting(service, configured(provider, ("RS256",)))
        assert [status(only_rsa, provider.token(name)) for name in CLIENTS] == [200, 401]
        untrusting = trusting(service, json.dumps({"issuers": []}))
        assert status(untrusting, provider.token("RS256-client")) == 401


def test_new_keys_are_found_and_the_known_ones_serve_while_the_provider_is_down(
    service: Service, provider: Provider
) -> None:
    client = trusting(service, configured(provider))
    with provider.running("first"):
        assert status(client, provider.token("RS256-client")) == 200
    with provider.running("second"):
        token = provider.token("ES256-client")
    # An unknown key is asked for once a minute at most, and then nobody answers.
    assert status(client, token) == 401
    with provider.running("third"):
        token = provider.token("ES256-client")
        assert status(client, token) == 401
        service.clock.advance(minutes=1)
        assert status(client, token) == 200
    service.clock.advance(minutes=8)
    assert status(client, token) == 200


def test_the_known_keys_serve_up_to_the_configured_age(
    service: Service, provider: Provider
) -> None:
    keys = OutsideIssuers.of_json(configured(provider)).issuers[provider.issuer].keys
    now = service.clock()
    with provider.running("first"):
        known = keys.find("first-ec", "ES256", now)

    assert keys.find("first-ec", "ES256", now + timedelta(hours=2)) is known
    with pytest.raises(LookupError):
        keys.find("first-ec", "ES256", now + timedelta(hours=2, seconds=1))


def test_without_the_explicit_setting_nothing_is_fetched_over_http(
    service: Service, provider: Provider
) -> None:
    strict = json.loads(configured(provider)) | {"allow_loopback_http": False}
    client = trusting(service, json.dumps(strict))
    with provider.running("first"):
        assert status(client, provider.token("ES256-client")) == 401


def test_a_disabled_account_is_refused_whoever_issued_its_token(
    service: Service, provider: Provider
) -> None:
    with provider.running("first"):
        client, token = trusting(service, configured(provider)), provider.token("ES256-client")
        assert status(client, token) == 200
    service.disable("inspector")

    assert status(client, token) == 401


def test_forged_tokens_of_a_provider_are_refused(service: Service, provider: Provider) -> None:
    stranger = Signer()
    moment = int(service.clock().timestamp())
    said = {
        "iss": provider.issuer,
        "aud": "osh-incidents",
        "client_id": "ES256-client",
        "iat": moment,
        "exp": moment + 600,
    }
    with provider.running("first"):
        client = trusting(service, configured(provider))
        head, body, signature = provider.token("RS256-client").split(".")
        forged = [
            stranger.sign(said, typ="at+jwt"),
            stranger.sign(said, typ="at+jwt", kid="first-ec"),
            stranger.sign(said, typ="at+jwt", kid="first-rsa"),
            stranger.sign(said, typ="at+jwt", kid="first-ec", jwk=stranger.jwk),
            stranger.sign(said, typ="at+jwt", kid="first-ec", alg="none"),
            stranger.sign(said, typ="at+jwt", kid="first-rsa", alg="HS256"),
            f"{head}.{body}.",
            f"{head}.{body}.{signature[:-4]}",
            f"{head}.{body[:-4]}.{signature}",
        ]
        assert {status(client, token) for token in forged} == {401}
