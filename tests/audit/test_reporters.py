"""An employer never learns who reported an accident (Law 84/2015 art. 34(2))."""

from typing import Any

import pytest

from tests.audit.test_reads import addresses
from tests.support import bodies, signals, walks
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
