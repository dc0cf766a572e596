"""What an investigation may conclude: commuting, excluded victims, the end of a criminal case."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

CONCLUDE = {
    "action": "conclude",
    "findings": "Xe tải chuyển làn đâm vào xe máy của người lao động.",
}


def begun(service: Service, *victims: bodies.Body, **changed: Any) -> str:
    body = bodies.accident(*victims, **changed)
    case_id: str = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    walks.begin(service, case_id)
    return case_id


def test_commuting_is_an_allowance_case_with_proof_and_no_accident_at_work(
    service: Service,
) -> None:
    case_id = begun(
        service,
        bodies.dead(monthly_wage_vnd=10_000_000),
        commuting=True,
        inside_workplace=False,
        injury_factor="traffic",
    )
    at_work = {"conclusion": "occupational_accident", "fault": "not_worker_wholly"}
    assert walks.refused(
        service, "inspector", case_id, "investigation", **CONCLUDE, **at_work, main_cause="9"
    ) == {"commuting_is_allowance"}
    unproven = {"conclusion": "allowance_case"}
    assert walks.refused(
        service, "inspector", case_id, "investigation", **CONCLUDE, **unproven
    ) == {"commuting_evidence_missing"}

    walks.finish(
        service,
        case_id,
        conclusion="allowance_case",
        fault=None,
        main_cause=None,
        commuting_evidence="traffic_minutes",
    )

    ((path, claim),) = walks.claims(service, case_id)
    assert claim["scheme"] == "employer_allowance"
    # Forty per cent of the thirty months that a death is compensated with.
    assert claim["minimum_vnd"] == 120_000_000
    paid = walks.decide_and_pay(service, path, 120_000_000, 120_000_000)
    assert paid["state"] == "paid"
    frequency = service.figure("fatal-accident-frequency")["total"]["counts"]
    assert frequency["fatal_accidents"] == 0
    assert walks.fatal_counts(service) == (0, 0, 0, 0)


def test_a_victim_under_drugs_is_not_entitled_and_told_apart(service: Service) -> None:
    case_id = begun(service, bodies.dead())
    walks.finish(service, case_id)
    ((path, _),) = walks.claims(service, case_id)

    denied = walks.act_on_claim(
        service,
        "inspector",
        path,
        action="deny",
        reason="drugs",
        explanation="Kết luận giám định: dương tính.",
    )

    assert (denied["state"], denied["not_entitled_reason"]) == ("not_entitled", "drugs")
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert (counts["entitled"], counts["not_entitled_art_40"]) == (0, 1)
    case = service.get("inspector", f"/cases/{case_id}").json()
    assert walks.clock(case, "complaint")["status"] == "running"
    assert [clock["status"] for clock in case["clocks"] if clock["duty"] == "payment"] == ["void"]


def with_police(service: Service) -> str:
    case_id = begun(service, bodies.dead(monthly_wage_vnd=10_000_000))
    referring = {"agency": "Cơ quan Cảnh sát điều tra", "reason": "Có dấu hiệu tội phạm"}
    service.act("inspector", case_id, "investigation", action="refer_to_police", **referring)
    opened = {"action": "open_criminal_case", "decision_no": "4/QĐ-KTVA"}
    service.act("inspector", case_id, "investigation", **opened)
    return case_id


@pytest.mark.parametrize("outcome", ["no_culprit", "suspended", "other_accused"])
def test_a_criminal_case_without_a_guilty_victim_makes_employer_pay_at_once(
    service: Service, outcome: str
) -> None:
    case_id = with_police(service)
    returning = {"action": "police_returned", "decision_no": "5/QĐ"}
    assert walks.refused(service, "inspector", case_id, "investigation", **returning) == {
        "criminal_case_open"
    }
    service.clock.advance(days=100)

    back = service.act(
        "inspector",
        case_id,
        "investigation",
        action="close_criminal_case",
        outcome=outcome,
        decision_no="6/QĐ",
    )

    # The limit begins anew on 12 June 2026 with all material back: thirty days.
    assert walks.clock(back, "investigation")["due_at"][:10] == "2026-07-12"
    ((_, claim),) = walks.claims(service, case_id)
    assert (claim["scheme"], claim["state"]) == ("employer_compensation", "entitled")
    assert claim["minimum_vnd"] == 300_000_000
    assert walks.clock(back | service.get("inspector", f"/cases/{case_id}").json(), "payment")[
        "due_at"
    ].startswith("2026-06-17")
    wholly = {
        "action": "conclude",
        "conclusion": "occupational_accident",
        "fault": "worker_wholly",
        "main_cause": "7",
        "findings": "Lỗi của người lao động.",
    }
    assert walks.refused(service, "inspector", case_id, "investigation", **wholly) == {
        "fault_settled_by_criminal_case"
    }
    walks.finish(service, case_id)
    assert len(walks.claims(service, case_id)) == 1


def test_a_guilty_victim_leaves_the_fault_to_the_team(service: Service) -> None:
    case_id = with_police(service)
    service.act(
        "inspector",
        case_id,
        "investigation",
        action="close_criminal_case",
        outcome="victim_accused",
        decision_no="6/QĐ",
    )
    assert walks.claims(service, case_id) == []

    walks.finish(service, case_id, fault="worker_wholly", main_cause="7")

    ((_, claim),) = walks.claims(service, case_id)
    assert (claim["scheme"], claim["minimum_vnd"]) == ("employer_allowance", 120_000_000)


def test_a_field_with_a_law_of_its_own_is_followed_and_not_investigated(service: Service) -> None:
    body = bodies.accident(bodies.dead(), special_regime="rail", injury_factor="traffic")
    case = service.declare("employer", body)["case"]

    assert (case["level"], case["severity"]) == ("special", "fatal")
    assert not [clock for clock in case["clocks"] if clock["duty"] == "investigation"]
    assert {told["body"] for told in case["recipients"]} == {"labour_department", "commune_police"}
    walks.register(service, case["id"])
    service.clock.advance(days=200)
    counts = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (counts["within_time"], counts["failing"]) == (1, 0)
    walks.finish(service, case["id"])
    assert walks.fatal_counts(service) == (1, 1, 1, 0)
