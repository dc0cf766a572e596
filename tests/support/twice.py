"""One event declared twice, and what is decided on the two cases."""

from typing import Any

from httpx2 import Response

from tests.support import bodies
from tests.support.bodies import Body
from tests.support.service import Service

WHY = "Đã gọi điện hỏi cả hai nơi"
ELSEWHERE = "11602"

BINH: Body = bodies.victim(birth_date="1990-05-02", citizen_id="031190000000")
KNOWN_BY_THE_COMMUNE: Body = bodies.victim(birth_date="1990-05-02")


def by_employer(victim: Body = BINH, **changed: Any) -> Body:
    return bodies.accident(victim, **changed)


def by_commune(victim: Body = KNOWN_BY_THE_COMMUNE, **changed: Any) -> Body:
    body = bodies.accident(victim, **changed)
    body["declarant"] = {"role": "commune", "name": "Vũ Thị Dung", "position": "Công chức"}
    return body


def at(body: Body, tax_code: str, area: str | None = None) -> Body:
    body["workplace"]["tax_code"] = tax_code
    if area is not None:
        body["accident"]["area_code"] = body["workplace"]["area_code"] = area
    return body


def declared(service: Service, login: str, body: Body) -> str:
    service.clock.advance(seconds=1)
    case_id: str = service.declare(login, body)["case"]["id"]
    return case_id


def like(service: Service, case_id: str, login: str = "inspector") -> list[dict[str, Any]]:
    answer = service.get(login, f"/cases/{case_id}/possible-duplicates")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def fatal(by: str = "employer") -> Body:
    body = bodies.accident(bodies.dead(birth_date="1990-05-02"))
    body["declarant"]["role"] = by
    return body


def fatal_twice(service: Service) -> tuple[str, str]:
    """Declare one fatal accident, first by the commune and then by the employer."""
    first = declared(service, "commune", fatal("commune"))
    return first, declared(service, "employer", fatal())


def log(service: Service, case_id: str) -> list[dict[str, Any]]:
    answer = service.get("inspector", f"/cases/{case_id}/actions").json()
    items: list[dict[str, Any]] = answer["items"]
    return items


def say(
    service: Service, case_id: str, relation: str, other: str, login: str = "inspector"
) -> Response:
    body = {"relation": relation, "case_id": other, "reason": WHY}
    return service.post(login, f"/cases/{case_id}/links", body)


def link(service: Service, case_id: str, lead: str) -> None:
    answer = say(service, case_id, "duplicate_of", lead)
    assert answer.status_code == 201, answer.text


def take_back(service: Service, case_id: str, other: str, **query: str) -> Response:
    path = f"/api/v1/cases/{case_id}/links/{other}"
    return service.client.delete(path, params=query, headers=service.headers("inspector"))


def unlink(service: Service, case_id: str, other: str) -> None:
    answer = take_back(service, case_id, other, code="linked_in_error")
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] == "open"


def links(service: Service, case_id: str, login: str = "inspector") -> Any:
    return service.get(login, f"/cases/{case_id}/links").json()


def codes(answer: Response) -> set[str]:
    return {fault["code"] for fault in answer.json()["errors"]}
