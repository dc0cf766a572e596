"""What administrators do to organisations and accounts."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.api.test_tokens import form
from tests.support import bodies
from tests.support.clients import of
from tests.support.service import Service
from tests.support.world import AREA


def enter(service: Service, **changed: Any) -> dict[str, Any]:
    answer = service.post("admin", "/organisations", {"name": "UBND phường Ví Dụ"} | changed)
    assert answer.status_code == 201, answer.text
    entered: dict[str, Any] = answer.json()
    return entered


def open_account(service: Service, organisation_id: str, role: str = "commune") -> dict[str, Any]:
    body = {"organisation_id": organisation_id, "role": role, "client_id": "new-one"}
    answer = service.post("admin", "/accounts", body)
    assert answer.status_code == 201, answer.text
    opened: dict[str, Any] = answer.json()
    return opened


def token_of(service: Service, client_id: str, secret: str) -> int:
    data = form(service, client_id=client_id, client_secret=secret)
    return service.client.post("/oauth/token", data=data).status_code


def test_a_new_account_gets_a_token_with_the_secret_that_is_shown_once(service: Service) -> None:
    account = open_account(service, enter(service)["id"])
    added = service.post("admin", f"/accounts/{account['id']}/secrets", {}).json()

    assert token_of(service, "new-one", added["client_secret"]) == 200
    shown = service.get("admin", f"/accounts/{account['id']}").json()
    assert added["client_secret"] not in str(shown)
    assert [one["last_used_on"] for one in shown["secrets"]] == ["2026-03-04"]


def test_two_secrets_work_side_by_side_until_one_is_revoked(service: Service) -> None:
    path = f"/accounts/{of(service, 'inspector')}"
    new = service.post("admin", f"{path}/secrets", {}).json()["client_secret"]
    old = service.world["inspector"].client_secret
    assert token_of(service, "inspector", new) == token_of(service, "inspector", old) == 200

    secrets = service.get("admin", path).json()["secrets"]
    first = f"/api/v1{path}/secrets/{secrets[-1]['id']}"
    assert service.client.delete(first, headers=service.headers("admin")).status_code == 204

    assert (token_of(service, "inspector", new), token_of(service, "inspector", old)) == (200, 401)


def test_an_expired_secret_opens_nothing(service: Service) -> None:
    path = f"/accounts/{of(service, 'inspector')}/secrets"
    ends = "2026-03-05T00:00:00+07:00"
    new = service.post("admin", path, {"expires_at": ends}).json()["client_secret"]

    service.clock.advance(days=1)

    assert token_of(service, "inspector", new) == 401


@pytest.mark.parametrize("ends", ["2026-03-04T00:00:00+07:00", "2028-06-01T00:00:00+07:00"])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_secret_ends_within_two_years(service: Service, ends: str) -> None:
    path = f"/accounts/{of(service, 'inspector')}/secrets"

    assert service.post("admin", path, {"expires_at": ends}).status_code == 422


def test_a_disabled_account_is_refused_at_once_and_works_again_when_enabled(
    service: Service,
) -> None:
    path = f"/accounts/{of(service, 'inspector')}"

    service.post("admin", f"{path}/disable", None)
    refused = service.get("inspector", "/cases").status_code
    service.post("admin", f"{path}/enable", None)

    assert (refused, service.get("inspector", "/cases").status_code) == (401, 200)


def test_an_administrator_cannot_disable_itself(service: Service) -> None:
    answer = service.post("admin", f"/accounts/{of(service, 'admin')}/disable", None)

    assert answer.status_code == 403


def test_an_administrator_cannot_give_its_own_organisation_another_role(service: Service) -> None:
    own = str(service.world["admin"].organisation_id)
    body = {"organisation_id": own, "role": "inspector", "client_id": "myself"}

    assert service.post("admin", "/accounts", body).status_code == 403


def test_accounts_of_another_authority_are_as_if_they_were_not(service: Service) -> None:
    foreign = of(service, "national-inspector")

    assert service.get("admin", f"/accounts/{foreign}").status_code == 404
    assert service.post("admin", f"/accounts/{foreign}/secrets", {}).status_code == 404
    listed = service.get("admin", "/accounts", limit=200).json()["items"]
    assert foreign not in {one["id"] for one in listed}


def test_areas_hold_from_and_until_their_days(service: Service) -> None:
    until = {"area_code": AREA, "since": "2026-01-01", "until": "2026-03-05"}
    organisation = enter(service, areas=[until], zone_codes=["dinh-vu"])

    shown = service.get("admin", f"/organisations/{organisation['id']}").json()
    assert (shown["areas"], shown["zone_codes"]) == ([until], ["dinh-vu"])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "areas",
    [
        [{"area_code": "99999", "since": "2026-01-01"}],
        [{"area_code": AREA, "since": "2026-01-01", "until": "2026-01-01"}],
        [{"area_code": AREA, "since": "2026-01-01"}, {"area_code": AREA, "since": "2026-02-01"}],
    ],
)
def test_areas_that_cannot_be_are_refused(service: Service, areas: Any) -> None:
    path = f"/organisations/{service.world['commune'].organisation_id}/competence"

    assert service.put("admin", path, {"areas": areas}).status_code == 422


def test_a_commune_loses_its_cases_with_its_area(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    path = f"/organisations/{service.world['commune'].organisation_id}/competence"
    again = {"areas": [{"area_code": AREA, "since": "1900-01-01", "until": "2026-03-05"}]}
    assert service.put("admin", path, again).status_code == 200
    assert service.get("commune", f"/cases/{case['id']}").status_code == 200

    service.clock.advance(days=1)

    assert service.get("commune", f"/cases/{case['id']}").status_code == 404


def test_every_act_is_in_the_log_with_who_did_it(service: Service) -> None:
    account = open_account(service, enter(service)["id"])
    service.post("admin", f"/accounts/{account['id']}/secrets", {})

    acts = service.get("admin", "/account-log", limit=3).json()["items"]

    assert [one["act"] for one in acts] == [
        "secret_added",
        "account_opened",
        "organisation_entered",
    ]
    assert {one["by_account_id"] for one in acts} == {of(service, "admin")}


@pytest.mark.parametrize("statement", ["UPDATE {t} SET data = '1'", "DELETE FROM {t}"])
def test_the_database_lets_nobody_change_the_log_of_accounts(
    service: Service, statement: str
) -> None:
    table = f'"{service.database.common_schema}".account_act'
    with service.database.writer.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement.format(t=table)))
