"""The stories of a commune whose residents work without contract."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service


def declaration(*victims: bodies.Body) -> bodies.Body:
    body = bodies.accident(*victims)
    body["declarant"] = {"role": "commune", "name": "Vũ Thị Dung", "position": "Công chức"}
    return body


def resident(**changed: Any) -> bodies.Body:
    return bodies.victim(relation="no_contract", **changed)


def severe(**changed: Any) -> bodies.Body:
    return resident(condition="severe", injury_codes=["031"], **changed)


def test_one_severely_hurt_without_contract_is_recorded_by_the_commune(service: Service) -> None:
    case = service.declare("commune", declaration(severe()))["case"]
    assert (case["level"], case["recipients"]) == ("commune_record", [])

    walks.register(service, case["id"])
    recorded = service.act(
        "commune",
        case["id"],
        "investigation",
        action="record",
        record_no="3/BB-UBND",
        findings="Ngã từ mái nhà khi lợp tôn.",
    )

    assert recorded["tracks"]["investigation"] == "recorded"
    walks.handle(service, case["id"], kind="no_action", reason="Không có người sử dụng lao động")
    closed = service.act("inspector", case["id"], "registration", action="close")
    assert closed["tracks"]["registration"] == "closed"
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert (counts["confirmed_victims"], counts["not_entitled_other"]) == (1, 1)


def test_two_severely_hurt_without_contract_go_to_the_province(service: Service) -> None:
    case = service.declare("commune", declaration(severe(), severe()))["case"]

    assert case["level"] == "provincial"
    assert case["declaration_form"] == "MAU-06-ND129"
    told = {recipient["body"] for recipient in case["recipients"]}
    assert told == {"commune_police", "labour_department"}
    # Twenty days from 4 March (art. 35(6)(c)).
    assert case["clocks"][0]["due_at"] == "2026-03-24T23:59:59.999999+07:00"


def test_a_death_without_contract_counts_as_declared_and_owes_no_employer_payment(
    service: Service,
) -> None:
    case = service.declare("commune", declaration(bodies.dead(relation="no_contract")))["case"]
    walks.register(service, case["id"])

    walks.investigate(service, case["id"])

    counts = service.figure("fatal-case-investigation", relation="no_contract")["total"]["counts"]
    assert (counts["fatal_cases"], counts["declared"], counts["investigated"]) == (1, 1, 1)
    assert walks.claims(service, case["id"], "inspector") == []


def test_the_commune_sees_its_case_and_another_commune_does_not(service: Service) -> None:
    case = service.declare("commune", declaration(severe()))["case"]

    assert service.get("commune", f"/cases/{case['id']}").status_code == 200
    assert service.get("other-commune", f"/cases/{case['id']}").status_code == 404
