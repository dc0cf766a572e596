"""What must not be left hanging when a case changes hands or comes back to life."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service

SEVERE = {"condition": "severe", "injury_codes": ["031"]}
DIED: bodies.Body = {
    "development": "died",
    "died_at": "2026-03-04T10:45:00+07:00",
    "death_link": "treatment",
    "forensic_reference": "1/GĐPY",
}
HAND_OVER: bodies.Body = {"action": "hand_over", "reason": "Đã chết"}


def base(service: Service) -> str:
    """Return a case of one severely hurt whose base team has begun."""
    case_id: str = service.declare("employer", bodies.accident(bodies.victim(**SEVERE)))["case"][
        "id"
    ]
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    return case_id


def open_clocks(service: Service, case_id: str) -> list[tuple[str, str]]:
    case = service.get("inspector", f"/cases/{case_id}").json()
    running = [clock for clock in case["clocks"] if clock["status"] in {"running", "paused"}]
    return sorted((clock["duty"], clock["status"]) for clock in running)


def act(service: Service, login: str, case_id: str, **move: Any) -> Any:
    return service.act(login, case_id, "investigation", **move)


def test_a_file_that_the_police_have_is_handed_over_only_when_it_is_back(service: Service) -> None:
    case_id = base(service)
    referring = {"action": "refer_to_police", "agency": "CQĐT", "reason": "Dấu hiệu tội phạm"}
    act(service, "employer", case_id, **referring)
    act(service, "employer", case_id, action="open_criminal_case", decision_no="1/QĐ")
    walks.report(service, case_id, **DIED)
    answer = service.post("employer", f"/cases/{case_id}/investigation/actions", HAND_OVER)
    assert answer.status_code == 409

    act(
        service,
        "employer",
        case_id,
        action="close_criminal_case",
        outcome="no_culprit",
        decision_no="2/QĐ",
    )
    act(service, "employer", case_id, **HAND_OVER)

    assert ("investigation", "running") in open_clocks(service, case_id)
    walks.begin(service, case_id)
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
    assert ("investigation", "running") not in open_clocks(service, case_id)


def test_minutes_that_were_superseded_need_not_be_sent(service: Service) -> None:
    case_id = base(service)
    concluded = {
        "conclusion": "occupational_accident",
        "fault": "not_worker_wholly",
        "main_cause": "1",
        "findings": "Máy không che chắn.",
    }
    act(service, "employer", case_id, action="conclude", **concluded)
    act(service, "employer", case_id, action="publish_minutes", minutes_no="5/BB")
    walks.report(service, case_id, **DIED)

    act(service, "employer", case_id, **HAND_OVER)

    assert [duty for duty, _ in open_clocks(service, case_id)] == ["investigation", "scene"]


def test_a_petition_is_granted_by_handing_over(service: Service) -> None:
    case_id = base(service)
    walks.finish(service, case_id, by="employer")
    act(
        service,
        "inspector",
        case_id,
        action="receive_petition",
        petitioner="victim",
        received_on="2026-03-04",
        reason="Không đồng ý",
    )
    walks.report(service, case_id, **DIED)

    handed = act(service, "employer", case_id, **HAND_OVER)

    assert handed["earlier_investigations"][0]["petition"] == "granted"
    assert "petition" not in [duty for duty, _ in open_clocks(service, case_id)]


def test_a_file_is_not_closed_over_an_open_petition(service: Service) -> None:
    case_id = base(service)
    walks.finish(service, case_id, by="employer")
    walks.handle(service, case_id)
    asking = {"petitioner": "victim", "received_on": "2026-03-04", "reason": "Không đồng ý"}
    act(service, "inspector", case_id, action="receive_petition", **asking)

    lacking = walks.refused(service, "inspector", case_id, "registration", action="close")

    assert lacking == {"petition_unanswered", "claims_unsettled"}


def test_a_case_that_comes_under_this_law_has_its_time_from_then(service: Service) -> None:
    body = bodies.accident(bodies.dead(), special_regime="rail")
    case_id = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    concluded = {
        "conclusion": "occupational_accident",
        "fault": "not_worker_wholly",
        "main_cause": "1",
        "findings": "Theo kết luận của ngành.",
    }
    act(service, "inspector", case_id, action="conclude", **concluded)
    service.clock.advance(days=40)
    asked = service.client.patch(
        f"/api/v1/cases/{case_id}",
        json={"reason": "Không thuộc đường sắt", "accident": {"special_regime": None}},
        headers=service.headers("inspector"),
    )
    path = f"/cases/{case_id}/corrections/{asked.json()['id']}/actions"

    assert service.post("supervisor", path, {"action": "approve"}).status_code == 200

    owed = service.get("inspector", "/clocks", duty="investigation").json()["items"]
    # Forty days after 4 March is 13 April; thirty days from there end with 13 May.
    assert [(one["holder"], one["clock"]["due_at"][:10]) for one in owed] == [
        ("labour_department", "2026-05-13")
    ]


def test_a_disease_is_assessed_again_though_its_file_is_closed(service: Service) -> None:
    case_id: str = service.declare("employer", bodies.disease())["case"]["id"]
    walks.register(service, case_id)
    loss = {"loss_percent": 4, "assessed_on": "2026-03-04", "council": "Hội đồng"}
    for move in (
        {"action": "diagnose", "facility": "Phòng khám"},
        {"action": "assess", **loss},
        {"action": "confirm"},
    ):
        service.act("health", case_id, "disease", **move)
    walks.handle(service, case_id, kind="no_action", reason="Không có vi phạm")
    service.act("inspector", case_id, "registration", action="close")
    service.clock.advance(days=731)

    again = {"action": "reassess", **loss, "loss_percent": 9, "assessed_on": "2028-03-04"}
    case = service.act("health", case_id, "disease", **again)

    assert case["tracks"]["registration"] == "reopened"
    ((_, claim),) = walks.claims(service, case_id)
    assert claim["state"] == "entitled"
