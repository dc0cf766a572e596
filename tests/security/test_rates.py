from collections.abc import Callable
from pathlib import Path

import pytest

from osh_incidents.api.edge.options import Edge
from osh_incidents.api.edge.quotas import Quotas
from osh_incidents.settings import Settings
from tests.support.service import Service

embedded = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
Behind = Callable[[Edge], Service]


def limited(behind: Behind, **rates: str) -> Service:
    return behind(Edge(quotas=Quotas.of("memory://", **rates)))


@embedded
def test_an_account_that_asks_too_often_is_told_when_to_come_back(behind: Behind) -> None:
    service = limited(behind, account="2/hour")
    answers = [service.get("inspector", "/cases") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "too-many-requests"
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3_600


@embedded
def test_every_answer_tells_what_is_left(behind: Behind) -> None:
    answer = limited(behind, account="5/minute").get("inspector", "/cases")

    assert answer.headers["RateLimit-Policy"] == '"account";q=5;w=60'
    assert answer.headers["RateLimit"].startswith('"account";r=4;t=')


@embedded
def test_one_account_does_not_spend_the_quota_of_another(behind: Behind) -> None:
    service = limited(behind, account="1/hour")
    service.get("inspector", "/cases")

    assert service.get("health", "/cases").status_code == 200


@embedded
def test_a_forged_token_spends_nobodys_quota(behind: Behind) -> None:
    service = limited(behind, account="1/hour")
    forged = service.headers("inspector")["Authorization"][:-6] + "AAAAAA"
    for _ in range(3):
        service.client.get("/api/v1/cases", headers={"Authorization": forged})

    assert service.get("inspector", "/cases").status_code == 200


@embedded
def test_an_address_is_stopped_before_anybody_is_known(behind: Behind) -> None:
    service = limited(behind, address="2/hour")
    answers = [service.client.get("/api/v1/cases").status_code for _ in range(3)]

    assert answers == [401, 401, 429]


@embedded
def test_guessing_secrets_has_a_quota_of_its_own(behind: Behind) -> None:
    service = limited(behind, address="100/hour", token="2/hour")
    form = {"grant_type": "client_credentials", "client_id": "a", "client_secret": "b"}
    answers = [service.client.post("/oauth/token", data=form).status_code for _ in range(3)]

    assert answers == [401, 401, 429]


@embedded
def test_an_address_of_ones_own_invention_does_not_help(behind: Behind) -> None:
    service = limited(behind, address="1/hour")
    answers = [
        service.client.get("/api/v1/cases", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        for number in range(2)
    ]

    assert answers[1].status_code == 429


@embedded
def test_health_is_always_told(behind: Behind) -> None:
    service = limited(behind, address="1/hour")

    assert {service.client.get("/healthz").status_code for _ in range(3)} == {200}


@embedded
def test_nothing_is_limited_unless_it_is_set(service: Service) -> None:
    assert "RateLimit" not in service.get("inspector", "/cases").headers


@pytest.mark.parametrize("rate", ["often", "0/minute", "5"])
def test_a_rate_that_cannot_be_read_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, rate: str
) -> None:
    for name, value in _SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("OSH_RATE_ACCOUNT", rate)

    with pytest.raises(ValueError, match="rate_account"):
        Settings()


_SETTINGS = {
    "OSH_DATABASE_URL": "sqlite:///common.db",
    "OSH_TOKEN_KEY_FILE": str(Path("token.pem")),
    "OSH_FIELD_KEY_FILE": str(Path("field.key")),
    "OSH_ISSUER": "https://osh.test",
}
