"""The story of an employer whose worker is killed, from the declaration to the closed file."""

from tests.support import bodies
from tests.support.service import Service

MINIMUM = 300_000_000
"""Thirty months of a wage of ten million đồng (Law 84/2015 art. 38(4)(b))."""


def declare(service: Service) -> str:
    declared = service.declare("employer", bodies.accident(bodies.dead()))
    assert declared["case"]["severity"] == "fatal"
    assert declared["case"]["level"] == "provincial"
    assert declared["case"]["declaration_form"] == "MAU-01-ND129"
    bodies_told = {told["body"]: told["delivery"] for told in declared["case"]["recipients"]}
    assert bodies_told == {"labour_department": "delivered", "commune_police": "pending"}
    return str(declared["case"]["id"])


def investigate(service: Service, case_id: str) -> None:
    registered = service.act("inspector", case_id, "registration", action="register")
    assert registered["number"] == "HP-2026-000001"
    service.act(
        "inspector",
        case_id,
        "investigation",
        action="form_team",
        decision_no="12/QĐ-SNV",
        decided_on="2026-03-04",
        members=bodies.PROVINCIAL_TEAM,
    )
    service.act("inspector", case_id, "investigation", action="start")
    service.clock.advance(days=20)
    service.act(
        "inspector",
        case_id,
        "investigation",
        action="conclude",
        conclusion="occupational_accident",
        findings="Máy dập không có che chắn.",
        fault="not_worker_wholly",
        main_cause="1",
    )
    service.act(
        "inspector", case_id, "investigation", action="publish_minutes", minutes_no="5/BB-ĐTTNLĐ"
    )
    sent = ["Sở Nội vụ", "Công ty TNHH Cơ khí Ví Dụ", "Thân nhân"]
    service.act("inspector", case_id, "investigation", action="send_minutes", sent_to=sent)


def handle(service: Service, case_id: str) -> None:
    service.act(
        "inspector",
        case_id,
        "handling",
        action="decide",
        kind="sanction",
        decision_no="7/QĐ-XPHC",
        decided_on="2026-03-24",
        fine_vnd=45_000_000,
    )
    service.act("inspector", case_id, "handling", action="finish")


def claim_path(service: Service, case_id: str) -> str:
    victim_id = service.get("employer", f"/cases/{case_id}/victims").json()["items"][0]["id"]
    base = f"/cases/{case_id}/victims/{victim_id}/claims"
    (claim,) = service.get("employer", base).json()["items"]
    assert claim["state"] == "entitled"
    assert claim["minimum_vnd"] == MINIMUM
    return f"{base}/{claim['id']}"


def pay(service: Service, case_id: str, amount: int) -> str:
    path = claim_path(service, case_id)
    decision = {
        "action": "decide",
        "amount_vnd": MINIMUM,
        "decision_no": "9/QĐ-BT",
        "decided_on": "2026-03-25",
    }
    service.clock.advance(days=1)
    assert service.post("employer", f"{path}/actions", decision).status_code == 200
    payment = {"action": "pay", "amount_vnd": amount, "paid_on": "2026-03-25"}
    paid = service.post("employer", f"{path}/actions", payment)
    assert paid.status_code == 200
    state: str = paid.json()["state"]
    return state


def workforce(service: Service) -> None:
    number = {"period": "2026", "workers": 400_000, "source": "Điều tra lao động, số giả định"}
    assert service.put("admin", "/workforce", {"numbers": [number]}).status_code == 200


def test_a_fatal_accident_from_declaration_to_closed_file(service: Service) -> None:
    workforce(service)
    case_id = declare(service)
    assert service.figure("fatal-case-investigation")["total"]["counts"]["within_time"] == 1

    investigate(service, case_id)
    handle(service, case_id)
    assert pay(service, case_id, MINIMUM) == "paid"
    closed = service.act("inspector", case_id, "registration", action="close")

    assert closed["tracks"] == {
        "registration": "closed",
        "investigation": "minutes_sent",
        "disease": None,
        "handling": "done",
    }
    assert {clock["duty"]: clock["status"] for clock in closed["clocks"]} == {
        "investigation": "met",
        "payment": "met",
    }
    assert closed["available_actions"] == []


def test_the_three_figures_move_as_computed_by_hand(service: Service) -> None:
    workforce(service)
    case_id = declare(service)
    frequency = service.figure("fatal-accident-frequency")["total"]
    headline = frequency["headline"]
    assert (headline["numerator"], headline["denominator"]) == (1, 400_000)
    assert headline["value"] == "0.002500"
    assert frequency["counts"]["fatal_accidents_provisional"] == 1

    investigate(service, case_id)
    handle(service, case_id)
    pay(service, case_id, MINIMUM)

    frequency = service.figure("fatal-accident-frequency")["total"]
    assert frequency["counts"]["fatal_accidents_provisional"] == 0
    complete = service.figure("fatal-case-investigation")["total"]["headline"]
    assert (complete["numerator"], complete["denominator"]) == (1, 1)
    coverage = service.figure("compensation-coverage")["total"]
    assert coverage["counts"]["not_yet_due"] == 1
    assert coverage["headline"]["denominator"] == 0

    # Published on 24 March: the five days of art. 38(7) end with 29 March.
    service.clock.advance(days=5)
    coverage = service.figure("compensation-coverage")["total"]["headline"]
    assert (coverage["numerator"], coverage["denominator"]) == (1, 1)


def test_one_dong_below_the_minimum_is_kept_and_not_counted_as_paid(service: Service) -> None:
    case_id = declare(service)
    investigate(service, case_id)

    assert pay(service, case_id, MINIMUM - 1) == "part_paid"

    service.clock.advance(days=10)
    coverage = service.figure("compensation-coverage")["total"]["headline"]
    assert (coverage["numerator"], coverage["denominator"]) == (0, 1)


def test_the_log_tells_every_step_in_one_chain(service: Service) -> None:
    case_id = declare(service)
    investigate(service, case_id)

    log = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]

    assert [entry["action"] for entry in log] == [
        "declare",
        "register",
        "form_team",
        "start",
        "conclude",
        "publish_minutes",
        "open",
        "entitle",
        "send_minutes",
    ]
    assert [entry["previous_hash"] for entry in log[1:]] == [entry["hash"] for entry in log[:-1]]
