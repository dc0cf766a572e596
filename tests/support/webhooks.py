"""Webhooks as their owners enter and read them, and the worker's rounds on them."""

from typing import Any

from standardwebhooks import Webhook

from osh_incidents.adapters.webhook_signing import headers_of
from tests.support import bodies
from tests.support.listener import Request
from tests.support.service import Service


def register(service: Service, url: str, login: str = "inspector", **more: Any) -> Any:
    answer = service.post(login, "/webhooks", {"url": url, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def deliveries(
    service: Service, webhook: Any, login: str = "inspector", **query: str | int
) -> list[Any]:
    answer = service.get(login, f"/webhooks/{webhook['id']}/deliveries", **query)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def declared(service: Service, number: int = 1, login: str = "employer") -> str:
    body = bodies.accident(bodies.victim(**bodies.another(number)))
    case_id: str = service.declare(login, body)["case"]["id"]
    return case_id


def is_signed_by(request: Request, secret: str, service: Service) -> bool:
    """Whether *request* bears a signature by *secret*, made at the moment of the service."""
    name, body = request.headers["webhook-id"], request.body.decode()
    (expected,) = headers_of(name, service.clock(), body, [secret])["webhook-signature"].split()
    assert expected == Webhook(secret).sign(name, service.clock(), body)
    return expected in request.headers["webhook-signature"].split()
