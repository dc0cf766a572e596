"""Signals as they are sent and decided over HTTP."""

from typing import Any

from tests.support import bodies
from tests.support.service import Service
from tests.support.world import AREA, TAX_CODE


def signal(*victims: bodies.Body, **changed: Any) -> bodies.Body:
    return {
        "source": "hospital",
        "reference": "BA-0912",
        "occurred_at": "2026-03-04T09:40:00+07:00",
        "area_code": AREA,
        "place": "Phân xưởng dập",
        "employer_name": "Cơ khí Ví Dụ",
        "tax_code": TAX_CODE,
        "description": "Tiếp nhận một người bị máy dập ép vào bàn tay.",
        "victims": list(victims) or [{"full_name": "TRAN THI BINH", "birth_year": 1990}],
    } | changed


def send(service: Service, login: str = "health", *victims: bodies.Body, **changed: Any) -> Any:
    answer = service.post(login, "/signals", signal(*victims, **changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


def decide(service: Service, signal_id: str, login: str = "inspector", **move: Any) -> Any:
    return service.post(login, f"/signals/{signal_id}/actions", move)


def decided(service: Service, signal_id: str, **move: Any) -> Any:
    answer = decide(service, signal_id, **move)
    assert answer.status_code == 200, answer.text
    return answer.json()


def found(**changed: Any) -> bodies.Body:
    """Return a declaration of a death by the department itself."""
    body = bodies.accident(bodies.dead(), **changed)
    body["declarant"]["role"] = "authority"
    return body


def log_of(service: Service, case_id: str) -> list[Any]:
    items: list[Any] = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    return items


def faults(answer: Any) -> set[tuple[str, str]]:
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}
