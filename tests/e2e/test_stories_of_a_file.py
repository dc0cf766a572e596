"""A file that is closed, opened again, voided, found, declared twice or contested."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import AREA


def closed(service: Service) -> str:
    case_id: str = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    walks.begin(service, case_id)
    walks.finish(service, case_id)
    walks.handle(service, case_id)
    ((path, claim),) = walks.claims(service, case_id)
    walks.decide_and_pay(service, path, claim["minimum_vnd"], claim["minimum_vnd"])
    service.act("inspector", case_id, "registration", action="close")
    return case_id


def act(service: Service, login: str, case_id: str, **move: Any) -> Any:
    return service.act(login, case_id, "registration", **move)


def test_two_people_open_a_closed_file_again(service: Service) -> None:
    case_id = closed(service)
    asked = act(service, "supervisor", case_id, action="request_reopen", reason="Có đơn mới")
    assert asked["request"]["request"] == "reopen"
    assert walks.refused(service, "supervisor", case_id, "registration", action="reopen") == {
        "own_case_request"
    }

    answer = service.post(
        "inspector", f"/cases/{case_id}/registration/actions", {"action": "reopen"}
    )
    assert answer.status_code == 403


def test_a_reopened_file_takes_a_petition_and_is_closed_once_more(service: Service) -> None:
    case_id = closed(service)
    asking = {
        "action": "receive_petition",
        "petitioner": "victim",
        "received_on": "2026-03-04",
        "reason": "Không đồng ý",
    }
    assert walks.refused(service, "inspector", case_id, "investigation", **asking) == {
        "file_not_open"
    }
    act(service, "inspector", case_id, action="request_reopen", reason="Có đơn")

    opened = act(service, "supervisor", case_id, action="reopen")

    assert (opened["tracks"]["registration"], opened["request"]) == ("reopened", None)
    service.act("inspector", case_id, "investigation", **asking)
    refusing = {"action": "refuse_petition", "reason": "Không có tình tiết mới"}
    service.act("inspector", case_id, "investigation", **refusing)
    assert act(service, "inspector", case_id, action="close")["tracks"]["registration"] == "closed"


def test_a_file_may_stay_closed_and_the_refusal_is_told(service: Service) -> None:
    case_id = closed(service)
    act(service, "inspector", case_id, action="request_reopen", reason="Có đơn")

    case = act(service, "supervisor", case_id, action="refuse_reopen", reason="Đơn quá hạn")

    assert (case["tracks"]["registration"], case["request"]) == ("closed", None)
    log = service.get("inspector", f"/cases/{case_id}/actions", limit=200).json()["items"]
    assert [(entry["action"], entry["reason"]) for entry in log[-2:]] == [
        ("request_reopen", "Có đơn"),
        ("refuse_reopen", "Đơn quá hạn"),
    ]


def test_a_case_that_should_not_be_is_voided_by_two_people_and_stays_readable(
    service: Service,
) -> None:
    case_id: str = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    assert walks.fatal_counts(service) == (1, 1, 0, 0)
    act(service, "inspector", case_id, action="request_void", reason="Khai báo thử")
    assert walks.refused(
        service, "inspector", case_id, "registration", action="request_void", reason="Lần hai"
    ) == {"request_open"}
    assert walks.fatal_counts(service) == (1, 1, 0, 0)

    case = act(service, "supervisor", case_id, action="approve_void")

    assert case["tracks"]["registration"] == "voided"
    assert {clock["status"] for clock in case["clocks"]} == {"void"}
    assert walks.fatal_counts(service) == (0, 0, 0, 0)
    assert service.get("employer", f"/cases/{case_id}").status_code == 200
    assert walks.refused(
        service,
        "inspector",
        case_id,
        "investigation",
        action="form_team",
        decision_no="1",
        decided_on="2026-03-04",
        members=bodies.PROVINCIAL_TEAM,
    ) == {"file_not_open", "case_not_registered"}


def found(service: Service) -> tuple[str, str]:
    """Let the police report a death that nobody declared; return signal and case."""
    signal = service.post(
        "police",
        "/signals",
        {
            "source": "police",
            "occurred_at": "2026-03-04T09:30:00+07:00",
            "area_code": AREA,
            "employer_name": "Công ty TNHH Cơ khí Ví Dụ",
            "description": "Một công nhân tử vong tại xưởng.",
            "victims": [{"full_name": "Trần Thị Bình", "sex": "female", "condition": "fatal"}],
        },
    )
    assert signal.status_code == 201, signal.text
    body = bodies.accident(bodies.dead())
    body["declarant"] = {"role": "authority", "name": "Phòng An toàn lao động"}
    decided = service.post(
        "inspector",
        f"/signals/{signal.json()['id']}/actions",
        {"action": "confirm", "declaration": body},
    )
    assert decided.status_code == 200, decided.text
    return signal.json()["id"], decided.json()["case_id"]


def test_a_death_that_nobody_declared_counts_as_not_declared(service: Service) -> None:
    signal_id, case_id = found(service)

    case = service.get("inspector", f"/cases/{case_id}").json()

    assert (case["found_undeclared"], case["severity"]) == (True, "fatal")
    assert walks.fatal_counts(service) == (1, 0, 0, 0)
    counts = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (counts["failing"], counts["complete"]) == (1, 0)
    seen = service.get("police", f"/signals/{signal_id}").json()
    assert (seen["state"], seen["case_id"]) == ("confirmed", case_id)


def test_the_employers_late_declaration_is_linked_and_counts_as_declared_late(
    service: Service,
) -> None:
    _, case_id = found(service)
    service.clock.advance(days=3)
    late = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    assert walks.refused(service, "inspector", late["id"], "registration", action="register") == {
        "possible_duplicate"
    }
    counted = service.figure("fatal-case-investigation")["total"]["counts"]
    assert counted["fatal_cases"] == 2

    linked = service.post(
        "inspector",
        f"/cases/{late['id']}/links",
        {"relation": "duplicate_of", "case_id": case_id, "reason": "Cùng một vụ"},
    )

    assert linked.status_code in {200, 201}, linked.text
    assert walks.fatal_counts(service) == (1, 1, 0, 0)
    counts = service.figure("fatal-case-investigation")["total"]["counts"]
    assert counts["declared_in_time"] == 0
    lead = service.get("inspector", f"/cases/{case_id}").json()
    assert lead["found_undeclared"] is False
    walks.register(service, case_id)


def test_commune_and_employer_declare_one_death_and_it_counts_once(service: Service) -> None:
    body = bodies.accident(bodies.dead())
    body["declarant"] = {"role": "commune", "name": "Vũ Thị Dung"}
    first = service.declare("commune", body)["case"]
    assert walks.fatal_counts(service) == (1, 0, 0, 0)
    second = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    pairs = service.get("inspector", f"/cases/{second['id']}/possible-duplicates").json()["items"]
    assert [pair["case_id"] for pair in pairs] == [first["id"]]

    service.post(
        "inspector",
        f"/cases/{second['id']}/links",
        {"relation": "duplicate_of", "case_id": first["id"], "reason": "Cùng một vụ"},
    )

    assert walks.fatal_counts(service) == (1, 1, 0, 0)
    assert service.get("employer", f"/cases/{second['id']}").json()["led_by"] == first["id"]


def test_relatives_contest_an_amount_and_a_court_raises_it(service: Service) -> None:
    case_id: str = service.declare(
        "employer", bodies.accident(bodies.dead(monthly_wage_vnd=10_000_000))
    )["case"]["id"]
    walks.register(service, case_id)
    walks.begin(service, case_id)
    walks.finish(service, case_id)
    walks.handle(service, case_id)
    ((path, _),) = walks.claims(service, case_id)
    walks.decide_and_pay(service, path, 300_000_000, 300_000_000)

    disputed = walks.act_on_claim(
        service, "inspector", path, action="dispute", reason="Tiền lương tính thiếu"
    )

    assert disputed["state"] == "disputed"
    assert walks.refused(service, "inspector", case_id, "registration", action="close") == {
        "claims_unsettled"
    }
    settled = walks.act_on_claim(
        service,
        "inspector",
        path,
        action="settle_dispute",
        reference="Bản án 12/2026/LĐ-ST",
        amount_vnd=350_000_000,
    )
    assert (settled["state"], settled["decided_vnd"]) == ("part_paid", 350_000_000)
    assert settled["paid_in_full_at"] is None
    paid = walks.act_on_claim(
        service, "employer", path, action="pay", amount_vnd=50_000_000, paid_on="2026-03-04"
    )
    assert paid["state"] == "paid"
    act(service, "inspector", case_id, action="close")
