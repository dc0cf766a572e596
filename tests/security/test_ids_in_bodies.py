"""An id of another authority in a body or a query is answered as one of nothing."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support import bodies, signals
from tests.support.service import Service


def answers(service: Service, login: str, path: str, body: Any, name: str, foreign: str) -> Any:
    """Return what is said to the foreign id and to a random one, but for the address."""
    said = []
    for one in (foreign, str(uuid4())):
        answer = service.post(login, path, body | {name: one})
        said.append((answer.status_code, answer.json()))
    return said


@pytest.fixture
def foreign_case(service: Service) -> str:
    case_id: str = service.declare("national-inspector", bodies.accident())["case"]["id"]
    return case_id


def test_a_case_is_not_linked_with_one_of_another_authority(
    service: Service, foreign_case: str
) -> None:
    mine = service.declare("employer", bodies.accident())["case"]["id"]
    body = {"relation": "duplicate_of", "reason": "Trùng"}

    one, other = answers(
        service, "inspector", f"/cases/{mine}/links", body, "case_id", foreign_case
    )

    assert one == other
    assert one[0] == 404


def test_a_signal_is_not_matched_with_a_case_of_another_authority(
    service: Service, foreign_case: str
) -> None:
    path = f"/signals/{signals.send(service)['id']}/actions"

    one, other = answers(service, "inspector", path, {"action": "match"}, "case_id", foreign_case)

    assert one == other
    assert one[0] == 422


def test_an_account_is_not_opened_for_an_organisation_of_another_authority(
    service: Service,
) -> None:
    foreign = str(service.world["national-inspector"].organisation_id)
    body = {"role": "inspector", "client_id": "new-one"}

    one, other = answers(service, "admin", "/accounts", body, "organisation_id", foreign)

    assert one == other
    assert one[0] in (404, 422)


def test_why_a_foreign_case_is_not_counted_is_not_told(service: Service, foreign_case: str) -> None:
    path = "/indicators/fatal-accident-frequency/why-not-counted"

    said = [
        service.get("inspector", path, case_id=one, **{"from": "2026"})
        for one in (foreign_case, str(uuid4()))
    ]

    assert said[0].json() == said[1].json()
    assert said[0].status_code == said[1].status_code == 404


def test_what_a_foreign_account_read_is_not_told(service: Service) -> None:
    foreign = service.world["national-inspector"].account_id
    case_id = service.declare("national-inspector", bodies.accident())["case"]["id"]
    assert service.get("national-inspector", f"/cases/{case_id}/victims").status_code == 200

    assert service.get("supervisor", "/reads", account_id=str(foreign)).json()["items"] == []
