"""The story of a worker lightly hurt: nobody outside need be told, the employer investigates."""

from tests.support import bodies, walks
from tests.support.service import Service


def declare(service: Service) -> str:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    assert (case["severity"], case["level"]) == ("light", "base")
    assert case["recipients"] == []
    assert case["declaration_form"] is None
    return str(case["id"])


def test_a_light_accident_is_investigated_by_the_employer_and_closed(service: Service) -> None:
    case_id = declare(service)
    case = walks.investigate(
        service, case_id, by="employer", members=bodies.BASE_TEAM, days=4, main_cause="7"
    )
    clock = walks.clock(case, "investigation")
    assert clock["due_at"] == "2026-03-08T23:59:59.999999+07:00"
    assert clock["status"] == "met"

    walks.register(service, case_id)
    ((path, claim),) = walks.claims(service, case_id)
    assert claim["state"] == "awaiting_treatment"
    walks.act_on_claim(service, "employer", path, action="end_treatment")
    assessed = walks.act_on_claim(
        service,
        "health",
        path,
        action="record_assessment",
        loss_percent=4,
        assessed_on="2026-03-08",
        council="Hội đồng Giám định y khoa",
    )
    assert assessed["state"] == "not_entitled"
    assert assessed["not_entitled_reason"] == "below_threshold"
    walks.handle(service, case_id, kind="no_action", reason="Đã khắc phục tại cơ sở")

    closed = service.act("inspector", case_id, "registration", action="close")

    assert closed["tracks"]["registration"] == "closed"
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert counts["confirmed_victims"] == 1
    assert counts["not_entitled_below_threshold"] == 1


def test_wholly_the_workers_fault_gives_forty_percent_as_allowance(service: Service) -> None:
    case_id = declare(service)
    walks.investigate(
        service, case_id, by="employer", members=bodies.BASE_TEAM, fault="worker_wholly"
    )
    ((path, claim),) = walks.claims(service, case_id)
    assert claim["scheme"] == "employer_allowance"

    assessed = walks.act_on_claim(
        service,
        "inspector",
        path,
        action="record_assessment",
        loss_percent=11,
        assessed_on="2026-03-04",
        council="Hội đồng Giám định y khoa",
    )

    # 1.5 months for 10 %, 0.4 more for the eleventh, times 0.4, times ten million đồng.
    assert assessed["minimum_vnd"] == 7_600_000
    calculation = service.get("employer", f"{path}/calculation").json()
    assert (calculation["months"], calculation["share"]) == ("1.9", "0.4")
    assert calculation["because"]["source"].startswith("Điều 38 khoản 4, 5")


def test_a_decision_below_the_minimum_is_kept_and_flagged(service: Service) -> None:
    case_id = declare(service)
    walks.investigate(service, case_id, by="employer", members=bodies.BASE_TEAM)
    ((path, _),) = walks.claims(service, case_id)
    walks.act_on_claim(
        service,
        "inspector",
        path,
        action="record_assessment",
        loss_percent=5,
        assessed_on="2026-03-04",
        council="Hội đồng Giám định y khoa",
    )

    paid = walks.decide_and_pay(service, path, 14_999_999, 14_999_999)

    assert (paid["state"], paid["underpaid"]) == ("part_paid", True)
    assert service.figure("compensation-coverage")["total"]["counts"]["underpaid"] == 1
    topped_up = walks.act_on_claim(
        service, "employer", path, action="pay", amount_vnd=1, paid_on="2026-03-04"
    )
    assert (topped_up["state"], topped_up["underpaid"]) == ("paid", False)
