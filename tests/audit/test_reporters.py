"""An employer never learns who reported an accident (Law 84/2015 art. 34(2))."""

from typing import Any

import pytest

from osh_incidents.domain.tracks import Do
from tests.audit.test_reads import addresses
from tests.support import bodies, changes, signals, walks
from tests.support.service import Service

REPORTER, PHONE = "Canary Văn Tố Giác", "+84912345999"
SAID = "Canary: chính tôi nhìn thấy"


@pytest.fixture
def told(service: Service) -> Any:
    """A case of the employer that a commune declared and about which a union has told."""
    body = bodies.accident(bodies.victim(relation="no_contract"))
    body["declarant"] = {
        "role": "commune",
        "name": REPORTER,
        "position": "Trưởng thôn",
        "phone": PHONE,
    }
    declared = service.declare("commune", body)
    walks.register(service, declared["case"]["id"])
    sent = signals.send(service, "union", source="union", reference=REPORTER, description=SAID)
    signals.decided(
        service, sent["id"], action="match", case_id=declared["case"]["id"], reason=SAID
    )
    return declared | {"signal": sent["id"]}


def test_no_answer_to_an_employer_carries_the_reporter(service: Service, told: Any) -> None:
    union = str(service.world["union"].organisation_id)
    canaries = (REPORTER, PHONE, SAID, union, told["signal"], "matched_signal")
    leaks, read = [], 0
    for operation, path in list(addresses(service, told)):
        answer = service.get("employer", path)
        read += answer.status_code == 200
        leaks += [(operation, one) for one in canaries if one in answer.text]

    assert leaks == []
    assert read > 10


def test_the_authority_still_reads_who_reported(service: Service, told: Any) -> None:
    tracking_no = told["declaration"]["tracking_no"]

    content = service.get("inspector", f"/declarations/{tracking_no}").json()["content"]

    assert content["declarant"]["name"] == REPORTER


def test_the_employer_still_reads_its_own_declarant(service: Service) -> None:
    declared = service.declare("employer", bodies.accident())

    shown = service.get("employer", f"/declarations/{declared['declaration']['tracking_no']}")

    assert shown.json()["content"]["declarant"]["name"]


def writes(service: Service, told: Any) -> list[tuple[str, Any]]:
    """Return every answer to what an employer can do or try on the case, with what was tried."""
    case = f"/cases/{told['case']['id']}"
    victim = changes.victim_path(service, told["case"]["id"])
    own = bodies.accident(bodies.victim(relation="no_contract"))
    headers = service.headers("employer")
    tried: list[tuple[str, str, Any]] = [
        ("POST", "/declarations", own),
        (
            "POST",
            f"{victim}/developments",
            {"development": "injury_found", "injury_codes": ["033"], "reason": "Tin"},
        ),
        ("POST", f"{case}/victims", bodies.another(1) | bodies.victim() | {"reason": "Sót"}),
        ("PATCH", case, {"place": "Phân xưởng hàn", "reason": "Nhầm"}),
        ("PATCH", victim, {"birth_year": 1990, "reason": "Nhầm"}),
        ("POST", f"{case}/links", {"relation": "not_duplicate", "case_id": told["case"]["id"]}),
        ("POST", f"/signals/{told['signal']}/actions", {"action": "release", "reason": "x"}),
    ]
    tried += [
        ("POST", f"{case}/{track}/actions", {"action": action.value, "reason": "x"})
        for track in ("registration", "investigation", "handling", "disease")
        for action in Do
    ]
    for path, _ in walks.claims(service, told["case"]["id"]):
        tried += [("POST", f"{path}/actions", {"action": action.value}) for action in Do]
    answers = []
    for method, path, body in tried:
        answer = service.client.request(method, f"/api/v1{path}", json=body, headers=headers)
        answers.append((f"{method} {path} {body.get('action', '')}", answer))
    return answers


def test_no_write_of_an_employer_is_answered_with_the_reporter(service: Service, told: Any) -> None:
    union = str(service.world["union"].organisation_id)
    canaries = (REPORTER, PHONE, SAID, union, "matched_signal")

    answers = writes(service, told)

    assert [(name, one) for name, given in answers for one in canaries if one in given.text] == []
    assert {given.status_code for _, given in answers} >= {200, 201, 202, 403, 409}
    assert all(given.status_code < 500 for _, given in answers)


def test_what_a_write_opens_still_hides_the_reporter(service: Service, told: Any) -> None:
    writes(service, told)

    found = [service.get("employer", path) for _, path in addresses(service, told)]

    assert all(one not in answer.text for answer in found for one in (REPORTER, PHONE, SAID))
