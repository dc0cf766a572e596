"""Notices as they are recorded over HTTP and sent to other systems."""

from functools import partial
from ipaddress import ip_network
from typing import Any

from osh_incidents.adapters import outbound_sender
from osh_incidents.services import feed
from osh_incidents.services.webhook_sending import Office, Send, send_due
from tests.support import bodies
from tests.support.service import Service
from tests.support.world import SEALER

PUBLIC = "https://osh.example"
OWN_EMPLOYER = "0200556677"
THIS_MACHINE = "127.0.0.0/8"
"""Where the systems of the tests are; notices are not sent into it unless it is allowed."""


def fatal(service: Service, **changed: Any) -> Any:
    hurt = bodies.dead(citizen_id="031190123456", injury_codes=["011"], **changed)
    return service.declare("employer", bodies.accident(hurt))["case"]


def recipient(service: Service, case_id: str, body: str = "commune_police") -> Any:
    recipients = service.get("inspector", f"/cases/{case_id}").json()["recipients"]
    (found,) = (one for one in recipients if one["body"] == body)
    return found


def act(
    service: Service, case_id: str, login: str = "inspector", body: str = "commune_police", **m: Any
) -> Any:
    told = recipient(service, case_id, body)
    return service.post(login, f"/cases/{case_id}/recipients/{told['id']}/actions", m)


def done(service: Service, case_id: str, login: str = "inspector", **move: Any) -> Any:
    answer = act(service, case_id, login, **move)
    assert answer.status_code == 200, answer.text
    return answer.json()


def log_of(service: Service, case_id: str) -> list[Any]:
    items: list[Any] = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    return items[1:]


def listen(service: Service, login: str, url: str) -> str:
    """Let the body of *login* take notices at *url*; return the secret."""
    answer = service.post(login, "/webhooks", {"url": url, "kind": "notice"})
    assert answer.status_code == 201, answer.text
    secret: str = answer.json()["secret"]
    return secret


to_this_machine = partial(outbound_sender.post, inside=(ip_network(THIS_MACHINE),))


def deliver(service: Service, send: Send = to_this_machine, chance: float = 0.0) -> tuple[int, int]:
    feed.sequence(service.database, SEALER, "hp")
    office = Office(service.database, SEALER, send, service.clock, PUBLIC, lambda: chance)
    return send_due(office, "hp")
