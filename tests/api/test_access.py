"""Who may do what: the published operations against the one table of grants."""

import re
from typing import Any
from uuid import uuid4

import pytest

from osh_incidents.domain.authority import GRANTS, Permission, Role
from tests.support import bodies
from tests.support.deriving import openapi
from tests.support.service import Service

PUBLIC = {
    "issue_token",
    "get_jwks",
    "get_authorization_server",
    "explain_problem",
    "get_health",
    "get_readiness",
}
NAMED = {
    "name": "compensation-coverage",
    "list_name": "sex",
    "code": "11311",
    "tracking_no": "AAAAAA-BBBBBB",
    "key": "severity",
    "kind": "workforce",
    "format": "csv",
}
Operation = tuple[str, str, str, list[str]]


def operations() -> list[Operation]:
    paths: Any = openapi()["paths"]
    return [
        (method.upper(), path, operation["operationId"], scopes(operation))
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


def scopes(operation: Any) -> list[str]:
    return [scope for entry in operation.get("security", []) for scope in entry["oauth2"]]


OPERATIONS = operations()
GUARDED = [operation for operation in OPERATIONS if operation[2] not in PUBLIC]


def call(service: Service, operation: Operation, headers: dict[str, str]) -> Any:
    method, path, _, _ = operation
    filled = re.sub(r"{\w+_id}", lambda _: str(uuid4()), path).format_map(NAMED)
    body: dict[str, str] | None = {} if method in {"POST", "PUT", "PATCH"} else None
    return service.client.request(method, filled, json=body, headers=headers)


def test_every_operation_names_a_permission_or_is_public_on_purpose() -> None:
    unguarded = {name for _, _, name, needed in OPERATIONS if not needed}

    assert unguarded == PUBLIC


def test_every_needed_permission_exists() -> None:
    assert {scope for *_, needed in GUARDED for scope in needed} <= set(Permission)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation[2])
def test_each_role_gets_403_exactly_where_the_grants_say(
    service: Service, operation: Operation
) -> None:
    needed = {Permission(scope) for scope in operation[3]}
    assert call(service, operation, {}).status_code == 401
    for role in Role:
        status = call(service, operation, service.headers(role.value)).status_code
        allowed = needed <= GRANTS[role].permissions
        assert (status == 403) is not allowed, (role, status)
        assert status < 500


def test_a_disabled_account_is_refused_at_once_whatever_its_token_says(service: Service) -> None:
    headers = service.headers("inspector")
    assert service.client.get("/api/v1/cases", headers=headers).status_code == 200

    service.disable("inspector")

    assert service.client.get("/api/v1/cases", headers=headers).status_code == 401


def test_a_token_of_one_authority_sees_nothing_of_another(service: Service) -> None:
    case = service.declare("employer", bodies.accident())["case"]

    assert service.get("national-inspector", f"/cases/{case['id']}").status_code == 404
    assert service.get("national-inspector", "/cases").json()["items"] == []


SEES = {
    "employer": True,
    "other-employer": False,
    "commune": True,
    "other-commune": False,
    "inspector": True,
    "supervisor": True,
    "police": True,
    "insurance": False,
    "health": False,
    "union": False,
    "zone_authority": False,
    "national-inspector": False,
}


def test_each_role_sees_a_fatal_accident_only_within_its_reach(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    statuses = {
        login: service.get(login, f"/cases/{case['id']}").status_code == 200 for login in SEES
    }

    assert statuses == SEES


def test_the_commune_police_see_fatal_accidents_only(service: Service) -> None:
    light = service.declare("employer", bodies.accident(bodies.victim()))["case"]

    assert service.get("police", f"/cases/{light['id']}").status_code == 404


def test_a_union_sees_the_cases_whose_team_it_sits_on(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    service.act("inspector", case["id"], "registration", action="register")
    members = [dict(member) for member in bodies.PROVINCIAL_TEAM]
    members[2]["organisation_id"] = str(service.world["union"].organisation_id)

    service.act(
        "inspector",
        case["id"],
        "investigation",
        action="form_team",
        decision_no="12/QĐ",
        decided_on="2026-03-04",
        members=members,
    )

    assert service.get("union", f"/cases/{case['id']}").status_code == 200


def test_what_a_role_may_not_see_of_a_victim_is_masked(service: Service) -> None:
    hurt = bodies.dead(citizen_id="031190000001", injury_codes=["011"])
    case = service.declare("employer", bodies.accident(hurt))["case"]

    (shown,) = service.get("police", f"/cases/{case['id']}/victims").json()["items"]

    assert shown["full_name"] == "Trần Thị Bình"
    assert shown["injury_codes"] is None
    assert set(shown["masked_fields"]) == {
        "forensic_reference",
        "injury_codes",
        "treated_at",
    }


def test_a_move_needs_the_permission_of_its_row_beyond_the_door(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    answer = service.post(
        "employer", f"/cases/{case['id']}/registration/actions", {"action": "register"}
    )

    assert answer.status_code == 403
    assert answer.json()["code"] == "not-permitted"
