"""What a token was asked for narrows what it can do."""

from typing import Any

from tests.api.test_tokens import form
from tests.support import bodies
from tests.support.service import Service


def narrowed(service: Service, scope: str) -> dict[str, str]:
    answer = service.client.post("/oauth/token", data=form(service, scope=scope))
    assert answer.json()["scope"] == scope
    token = answer.json()["access_token"]
    return {"Authorization": f"Bearer {token}", "Accept-Language": "en", "If-Match": "*"}


def test_without_a_scope_the_token_is_for_all_that_the_role_holds(service: Service) -> None:
    answer = service.client.post("/oauth/token", data=form(service))

    assert "cases:register" in answer.json()["scope"].split()
    assert "accounts:manage" not in answer.json()["scope"].split()


def test_a_token_without_the_scope_is_refused_with_what_it_lacks(service: Service) -> None:
    headers = narrowed(service, "indicators:read")

    answer = service.client.get("/api/v1/cases", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient-scope")
    assert 'error="insufficient_scope", scope="cases:read"' in answer.headers["WWW-Authenticate"]


def test_a_narrow_token_cannot_make_a_move_that_its_role_could(service: Service) -> None:
    case: Any = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    path = f"/api/v1/cases/{case['id']}/registration/actions"

    refused = service.client.post(
        path, json={"action": "register"}, headers=narrowed(service, "cases:read")
    )

    assert refused.status_code == 403
    assert service.post(
        "inspector", path.removeprefix("/api/v1"), {"action": "register"}
    ).is_success


def test_who_may_not_read_is_told_so_before_what_else_is_wrong(service: Service) -> None:
    narrow = narrowed(service, "declarations:create")
    answer = service.client.get("/api/v1/cases?limit=0", headers=narrow)
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient-scope")
