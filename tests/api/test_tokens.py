"""Getting an access token, and what is refused."""

import base64

import pytest

from tests.support.service import Service
from tests.support.world import TOKENS

Form = dict[str, str]


def form(service: Service, login: str = "inspector", **changed: str) -> Form:
    known = service.world[login]
    return {
        "grant_type": "client_credentials",
        "client_id": known.client_id,
        "client_secret": known.client_secret,
    } | changed


def test_client_id_and_secret_in_the_form_give_a_token_of_ten_minutes(service: Service) -> None:
    answer = service.client.post("/oauth/token", data=form(service))

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 600)
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert service.client.get("/api/v1/cases", headers=headers).status_code == 200


def test_http_basic_serves_as_well(service: Service) -> None:
    known = service.world["inspector"]
    pair = f"{known.client_id}:{known.client_secret}".encode()

    answer = service.client.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        headers={"Authorization": f"Basic {base64.b64encode(pair).decode()}"},
    )

    assert answer.status_code == 200


def test_an_unknown_client_and_a_wrong_secret_get_the_same_answer(service: Service) -> None:
    unknown = service.client.post("/oauth/token", data=form(service, client_id="nobody"))
    wrong = service.client.post("/oauth/token", data=form(service, client_secret="wrong"))

    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() == wrong.json()


def test_a_disabled_account_gets_no_token(service: Service) -> None:
    service.disable("inspector")

    assert service.client.post("/oauth/token", data=form(service)).status_code == 401


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"client_secret": ""}, "invalid_client"),
        ({"client_id": "nul\u0000"}, "invalid_client"),
        ({"client_id": "x" * 5_000}, "invalid_request"),
        ({"scope": "no:such"}, "invalid_scope"),
        ({"scope": ""}, None),
        ({"scope": "cases:read  cases:link"}, "invalid_scope"),
        ({"scope": "accounts:manage"}, "invalid_scope"),
        ({"client_assertion": "a.b.c"}, "invalid_request"),
    ],
)
def test_other_requests_are_refused_in_the_form_of_the_standard(
    service: Service, changed: Form, error: str | None
) -> None:
    answer = service.client.post("/oauth/token", data=form(service, **changed))

    assert answer.json().get("error") == error
    assert answer.status_code == {None: 200, "invalid_client": 401}.get(error, 400)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic eA==", "Bearer a.b.c", "Bearer x"]
)
def test_what_is_no_token_of_ours_is_refused(service: Service, header: str) -> None:
    answer = service.client.get("/api/v1/cases", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_token_is_refused(service: Service) -> None:
    headers = service.headers("inspector")

    service.clock.advance(minutes=11)

    assert service.client.get("/api/v1/cases", headers=headers).status_code == 401


def test_the_published_key_verifies_the_tokens(service: Service) -> None:
    (key,) = service.client.get("/.well-known/jwks.json").json()["keys"]

    assert key == TOKENS.jwks(service.clock())["keys"][0]
    assert "d" not in key
