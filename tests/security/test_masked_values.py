"""What an account may not see it cannot write: a mask that comes back is a fault of the field."""

from typing import Any

import pytest

from osh_incidents.api.schemas.victims import FIELD_CLASSES
from osh_incidents.domain.authority import GRANTS, Permission, Role
from tests.support import bodies
from tests.support.deriving import openapi
from tests.support.service import Service

CONTRACT: Any = openapi()
SCHEMAS: Any = CONTRACT["components"]["schemas"]
ELSEWHERE = {
    # Kept apart as it came, and stored nowhere: nothing that was masked can be overwritten.
    "send_signal",
    "calculate",
    # The actions with such fields ask for permissions that nobody with masks holds.
    "act_on_registration",
    "act_on_investigation",
    "act_on_claim",
}

WHY = {"reason": "Tin của công an"}
REPORTS: dict[str, bodies.Body] = {
    "add_victim": {**bodies.victim(**bodies.another(1)), **WHY},
    "died": {"development": "died", "death_link": "emergency", **WHY},
    "injury_found": {"development": "injury_found", **WHY},
}
MASKED = [
    ("add_victim", "forensic_reference", "12/GĐPY"),
    ("add_victim", "injury_codes", ["011"]),
    ("add_victim", "treated_at", "Bệnh viện Ví Dụ"),
    ("died", "forensic_reference", "12/GĐPY"),
    ("injury_found", "injury_codes", ["011"]),
]


def fields(schema: Any) -> set[str]:
    """Return the names of all fields of a body, also of those within it."""
    if "$ref" in schema:
        return fields(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    found = set(schema.get("properties", {}))
    inner = [*schema.get("properties", {}).values(), schema.get("items", {})]
    for one in (*inner, *schema.get("anyOf", []), *schema.get("oneOf", [])):
        if one:
            found |= fields(one)
    return found


def holes(role: Role) -> set[str]:
    return {name for name, kind in FIELD_CLASSES.items() if kind not in GRANTS[role].sees}


def writable() -> set[tuple[str, Role, str]]:
    """Return which operation of which role takes which field that the role may not see."""
    found = set()
    for methods in CONTRACT["paths"].values():
        for operation in methods.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            needed = {one for entry in operation.get("security", []) for one in entry["oauth2"]}
            for role in Role if body else ():
                if set(map(Permission, needed)) <= GRANTS[role].permissions:
                    names = fields(body["schema"]) & holes(role)
                    found |= {(operation["operationId"], role, name) for name in names}
    return found


def test_only_the_police_can_send_what_is_masked_for_them() -> None:
    found = {(name, role) for name, role, _ in writable() if name not in ELSEWHERE}

    assert found == {("add_victim", Role.POLICE), ("report_development", Role.POLICE)}


@pytest.mark.parametrize("sent", [None, "a value"])
@pytest.mark.parametrize(("report", "name", "value"), MASKED)
def test_a_masked_field_that_comes_back_is_refused_and_nothing_is_stored(
    service: Service, report: str, name: str, value: Any, sent: str | None
) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead(injury_codes=["033"])))["case"]
    path = f"/cases/{case['id']}/victims"
    before = service.get("inspector", path).json()
    victim = before["items"][0]["id"]
    at = path if report == "add_victim" else f"{path}/{victim}/developments"

    answer = service.post("police", at, REPORTS[report] | {name: value if sent else None})

    faults = {(one["pointer"], one["code"]) for one in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {pointer for pointer, _ in faults} == {f"/{name}"}
    assert service.get("inspector", path).json() == before
    versions = service.get("inspector", f"/cases/{case['id']}/declarations").json()["items"]
    assert len(versions) == 1


def test_the_names_of_the_masked_fields_are_taken_back_by_no_body(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    path = f"/cases/{case['id']}/victims"
    (shown,) = service.get("police", path).json()["items"]

    answer = service.post("police", path, shown | WHY)

    told = {one["pointer"] for one in answer.json()["errors"]}
    assert answer.status_code == 422
    assert "/masked_fields" in told
    assert len(service.get("inspector", path).json()["items"]) == 1


def test_a_declaration_that_another_sent_is_not_completed_without_what_was_masked(
    service: Service,
) -> None:
    body = bodies.accident(bodies.victim())
    body["declarant"] |= {"role": "commune"}
    case = service.declare("commune", body)["case"]
    service.act("inspector", case["id"], "registration", action="return", reason="Thiếu nghề")
    path = f"/cases/{case['id']}"
    mine = bodies.accident(bodies.victim(full_name="Người khác"))

    answer = service.post(
        "employer", f"{path}/registration/actions", {"action": "complete", "declaration": mine}
    )

    assert answer.status_code == 409
    assert [one["code"] for one in answer.json()["errors"]] == ["not_the_declarant"]
    assert len(service.get("inspector", f"{path}/declarations").json()["items"]) == 1
