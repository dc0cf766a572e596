"""Changing the facts of a case over HTTP, and reading what became of it."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service


def patch(service: Service, login: str, path: str, **body: Any) -> Any:
    body = {"reason": "Ghi nhầm", **body}
    return service.client.patch(f"/api/v1{path}", json=body, headers=service.headers(login))


def declared(service: Service, *victims: bodies.Body) -> str:
    hurt = victims or (bodies.victim(),)
    case_id: str = service.declare("employer", bodies.accident(*hurt))["case"]["id"]
    return case_id


def registered(service: Service, *victims: bodies.Body) -> str:
    case_id = declared(service, *victims)
    walks.register(service, case_id)
    return case_id


def victim_path(service: Service, case_id: str) -> str:
    items = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    return f"/cases/{case_id}/victims/{items[0]['id']}"


def victim(service: Service, case_id: str) -> Any:
    return service.get("inspector", f"/cases/{case_id}/victims").json()["items"][0]


def case(service: Service, case_id: str) -> Any:
    return service.get("inspector", f"/cases/{case_id}").json()


def asked(service: Service, path: str, login: str = "employer", **body: Any) -> str:
    answer = patch(service, login, path, **body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def decide(
    service: Service, case_id: str, correction_id: str, login: str = "supervisor", **body: Any
) -> Any:
    decision = {"action": "approve", **body}
    return service.post(login, f"/cases/{case_id}/corrections/{correction_id}/actions", decision)


def versions(service: Service, case_id: str) -> list[tuple[int, str, str | None]]:
    items = service.get("inspector", f"/cases/{case_id}/declarations").json()["items"]
    return [(one["version"], one["origin"], one["reason"]) for one in items]


def logged(service: Service, case_id: str) -> list[Any]:
    found: list[Any] = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    return found


def told(answer: Any) -> set[tuple[str, str]]:
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}


def codes(answer: Any) -> list[str]:
    return [fault["code"] for fault in answer.json()["errors"]]
