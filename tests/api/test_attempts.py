"""Guessing secrets gets slow, and locks nobody out."""

from starlette.testclient import TestClient

from osh_incidents.persistence.unit_of_work import transaction
from tests.api.test_tokens import form
from tests.support.service import Service
from tests.support.world import SEALER


def guess(client: TestClient, service: Service, times: int, **changed: str) -> list[int]:
    data = form(service, client_secret="wrong", **changed)
    return [client.post("/oauth/token", data=data).status_code for _ in range(times)]


def at(service: Service, address: str) -> TestClient:
    app = service.client.app
    return TestClient(app, client=(address, 1), raise_server_exceptions=False)


def test_after_six_wrong_secrets_an_address_has_to_wait(service: Service) -> None:
    assert guess(service.client, service, 7) == [401] * 6 + [429]

    answer = service.client.post("/oauth/token", data=form(service))

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
    assert answer.json()["error"] == "slow_down"
    service.clock.advance(seconds=2)
    assert service.client.post("/oauth/token", data=form(service)).status_code == 200


def failed(service: Service, addresses: int, times: int) -> None:
    """Let each of many addresses have guessed at the inspector, without waiting for the hashes."""
    with transaction(service.database, None, SEALER) as uow:
        for place in range(addresses):
            for _ in range(times):
                uow.attempts.fail("address", f"192.0.2.{place}", service.clock())
                uow.attempts.fail("account", "inspector", service.clock())


def test_the_right_secret_from_another_address_always_works(service: Service) -> None:
    failed(service, addresses=5, times=6)

    assert at(service, "198.51.100.1").post("/oauth/token", data=form(service)).is_success


def test_many_addresses_guessing_at_one_account_wait_for_it(service: Service) -> None:
    failed(service, addresses=21, times=1)

    assert guess(at(service, "192.0.2.1"), service, 1) == [429]


def test_an_unknown_account_waits_as_a_known_one_does(service: Service) -> None:
    assert guess(service.client, service, 7, client_id="nobody") == [401] * 6 + [429]


def test_after_an_hour_it_is_forgotten(service: Service) -> None:
    failed(service, addresses=1, times=30)

    service.clock.advance(hours=1)

    assert guess(at(service, "192.0.2.0"), service, 1) == [401]
