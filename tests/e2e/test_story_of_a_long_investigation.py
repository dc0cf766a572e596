"""The stories of investigations that take longer: extended, with experts, with the police."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service


def begun(service: Service, *victims: bodies.Body) -> str:
    """Return a case whose provincial team began on the day of the news, 4 March 2026."""
    case_id: str = service.declare("employer", bodies.accident(*victims))["case"]["id"]
    walks.register(service, case_id)
    step(service, "inspector", case_id, **team(bodies.PROVINCIAL_TEAM))
    step(service, "inspector", case_id, action="start")
    return case_id


def team(members: list[bodies.Body]) -> bodies.Body:
    return {
        "action": "form_team",
        "decision_no": "12/QĐ",
        "decided_on": "2026-03-04",
        "members": members,
    }


def step(service: Service, login: str, case_id: str, **move: Any) -> Any:
    return service.act(login, case_id, "investigation", **move)


def refused(service: Service, login: str, case_id: str, **move: Any) -> Any:
    answer = service.post(login, f"/cases/{case_id}/investigation/actions", move)
    assert answer.status_code == 409, answer.text
    return answer.json()


def clock(case: Any) -> tuple[str, str, str]:
    found = [
        one for one in case["clocks"] if one["duty"] == "investigation" and one["status"] != "void"
    ]
    (one,) = found
    return one["status"], one["due_at"][:10], one["because"]["rule"]


EXTENSION = {"action": "request_extension", "reason": "Vụ phức tạp"}


def test_a_fatal_case_is_extended_once_by_at_most_thirty_days(service: Service) -> None:
    case_id = begun(service, bodies.dead())
    too_long = refused(service, "inspector", case_id, **EXTENSION, days=31)
    assert [fault["code"] for fault in too_long["errors"]] == ["extension_too_long"]

    step(service, "inspector", case_id, **EXTENSION, days=30)
    extended = step(service, "supervisor", case_id, action="approve_extension")

    # Thirty days from 4 March end with 3 April, and thirty more with 3 May.
    assert clock(extended) == ("running", "2026-05-03", "investigate-within")
    again = refused(service, "inspector", case_id, **EXTENSION, days=1)
    assert [fault["code"] for fault in again["errors"]] == ["extension_used"]


def test_nobody_approves_the_extension_they_asked_for(service: Service) -> None:
    case_id = begun(service, bodies.dead())
    step(service, "supervisor", case_id, **EXTENSION, days=10)

    own = refused(service, "supervisor", case_id, action="approve_extension")

    assert [fault["code"] for fault in own["errors"]] == ["own_request"]
    answer = service.post(
        "inspector", f"/cases/{case_id}/investigation/actions", {"action": "approve_extension"}
    )
    assert answer.status_code == 403


def test_a_refused_extension_leaves_the_time_and_may_be_asked_for_again(
    service: Service,
) -> None:
    case_id = begun(service, bodies.dead())
    step(service, "inspector", case_id, **EXTENSION, days=30)

    case = step(service, "supervisor", case_id, action="refuse_extension", reason="Chưa cần")

    assert clock(case) == ("running", "2026-04-03", "investigate-within")
    assert case["investigation"]["extension"] == "refused"
    step(service, "inspector", case_id, **EXTENSION, days=5)


@pytest.mark.parametrize(
    ("hurt", "days", "due"),
    [
        (bodies.victim(injury_codes=["031"]), 7, "2026-03-18"),
        (bodies.victim(injury_codes=["031"]), 1, "2026-03-12"),
    ],
)
def test_the_employer_approves_the_extension_of_its_own_team(
    service: Service, hurt: bodies.Body, days: int, due: str
) -> None:
    case_id = service.declare("employer", bodies.accident(hurt))["case"]["id"]
    step(service, "employer", case_id, **team(bodies.BASE_TEAM))
    step(service, "employer", case_id, action="start")
    step(service, "employer", case_id, **EXTENSION, days=days)

    case = step(service, "employer", case_id, action="approve_extension")

    assert clock(case)[1] == due


def test_a_light_accident_is_never_extended(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.victim()))["case"]["id"]
    step(service, "employer", case_id, **team(bodies.BASE_TEAM))
    step(service, "employer", case_id, action="start")

    answer = refused(service, "employer", case_id, **EXTENSION, days=1)

    codes = {fault["code"] for fault in answer["errors"]}
    assert codes == {"no_extension_for_light", "extension_too_long"}


def test_an_assessment_gives_sixty_days_from_the_news(service: Service) -> None:
    case_id = begun(service, bodies.dead())
    service.clock.advance(days=20)

    waiting = step(
        service,
        "inspector",
        case_id,
        action="request_assessment",
        kind="technical",
        agency="Trung tâm Kiểm định Ví Dụ",
    )

    assert waiting["tracks"]["investigation"] == "awaiting_assessment"
    assert clock(waiting) == ("running", "2026-05-03", "investigate-within-assessment")
    back = step(service, "inspector", case_id, action="receive_assessment", reference="8/KĐ")
    assert back["tracks"]["investigation"] == "in_progress"
    step(service, "inspector", case_id, **EXTENSION, days=60)
    extended = step(service, "supervisor", case_id, action="approve_extension")
    assert clock(extended)[1] == "2026-07-02"


def test_no_time_runs_while_the_police_have_the_file_and_it_begins_anew(
    service: Service,
) -> None:
    case_id = begun(service, bodies.dead())
    service.clock.advance(days=10)
    gone = step(
        service,
        "inspector",
        case_id,
        action="refer_to_police",
        agency="Cơ quan Cảnh sát điều tra",
        reason="Có dấu hiệu tội phạm",
    )
    assert (gone["tracks"]["investigation"], clock(gone)[0]) == ("with_police", "paused")

    service.clock.advance(days=60)
    waiting = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (waiting["within_time"], waiting["failing"]) == (1, 0)
    assert service.get("inspector", "/cases", clock="overdue").json()["items"] == []

    back = step(service, "inspector", case_id, action="police_returned", decision_no="4/QĐ-KKTVA")

    # Seventy days after 4 March is 13 May; thirty days from there end with 12 June.
    assert clock(back) == ("running", "2026-06-12", "investigate-within")
    service.clock.advance(days=31)
    late = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (late["within_time"], late["failing"]) == (0, 1)


def test_the_log_tells_reason_and_person_of_each_change(service: Service) -> None:
    case_id = begun(service, bodies.dead())
    step(service, "inspector", case_id, **EXTENSION, days=30)
    step(service, "supervisor", case_id, action="approve_extension")

    log = service.get("inspector", f"/cases/{case_id}/actions").json()["items"][-2:]

    assert [(entry["action"], entry["role"], entry["reason"]) for entry in log] == [
        ("request_extension", "inspector", "Vụ phức tạp"),
        ("approve_extension", "supervisor", None),
    ]
