"""Results that are contested: within ninety days, at the next level, or by the insurance."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

ASK = {"action": "receive_petition", "petitioner": "victim", "reason": "Không đồng ý về lỗi"}


def published(service: Service, *victims: bodies.Body, level: str = "provincial") -> str:
    """Return a case whose minutes were published and sent on 4 March 2026."""
    case_id: str = service.declare("employer", bodies.accident(*victims))["case"]["id"]
    walks.register(service, case_id)
    by, members = (
        ("employer", bodies.BASE_TEAM) if level == "base" else ("inspector", bodies.PROVINCIAL_TEAM)
    )
    walks.begin(service, case_id, by=by, members=members)
    walks.finish(service, case_id, by=by, fault="worker_wholly", main_cause="7")
    return case_id


def act(service: Service, case_id: str, login: str = "inspector", **move: Any) -> Any:
    return service.act(login, case_id, "investigation", **move)


@pytest.mark.parametrize(
    ("received_on", "refused"),
    [("2026-06-02", set[str]()), ("2026-06-03", {"window_over"})],
)
def test_ninety_days_after_publication_are_in_time_and_ninety_one_are_not(
    service: Service, received_on: str, refused: set[str]
) -> None:
    # Ninety days from 4 March, the day itself not counted, end with 2 June.
    case_id = published(service, bodies.dead())
    service.clock.advance(days=95)

    answer = service.post(
        "inspector",
        f"/cases/{case_id}/investigation/actions",
        {**ASK, "received_on": received_on},
    )

    assert {fault["code"] for fault in answer.json().get("errors", [])} == refused
    assert answer.status_code == (409 if refused else 200)


def test_the_insurance_agency_may_ask_after_the_window(service: Service) -> None:
    case_id = published(service, bodies.dead())
    service.clock.advance(days=200)

    case = act(service, case_id, **{**ASK, "petitioner": "insurance"}, received_on="2026-09-20")

    assert case["investigation"]["petition"] == "received"


def test_a_base_result_is_investigated_again_by_the_province_and_stands_meanwhile(
    service: Service,
) -> None:
    hurt = bodies.victim(condition="severe", injury_codes=["031"])
    case_id = published(service, hurt, level="base")
    ((path, allowance),) = walks.claims(service, case_id)
    assert allowance["scheme"] == "employer_allowance"
    service.clock.advance(days=30)

    asked = act(service, case_id, **ASK, received_on="2026-04-03")

    # Ten working days after Friday 3 April 2026 end with Friday 17 April.
    assert walks.clock(asked, "petition")["due_at"][:10] == "2026-04-17"
    opening = {"action": "open_reinvestigation", "decision_no": "30/QĐ-ĐTL"}
    answer = service.post("inspector", f"/cases/{case_id}/investigation/actions", opening)
    assert answer.status_code == 403
    again = act(service, case_id, "supervisor", **opening)

    assert (again["tracks"]["investigation"], again["level"]) == ("pending", "base")
    assert again["investigation"]["level"] == "provincial"
    assert walks.clock(again, "petition")["status"] == "met"
    # Seven days for one severely hurt, from the day on which it was opened again.
    newest = [clock for clock in again["clocks"] if clock["duty"] == "investigation"][-1]
    assert (newest["due_at"][:10], newest["reason"]) == ("2026-04-10", "round_opened")
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert counts["confirmed_victims"] == 1

    walks.begin(service, case_id)
    walks.finish(service, case_id, fault="not_worker_wholly")

    ((same, compensation),) = walks.claims(service, case_id)
    assert (same, compensation["scheme"]) == (path, "employer_compensation")
    whole = service.get("inspector", f"/cases/{case_id}").json()
    assert [one["fault"] for one in whole["earlier_investigations"]] == ["worker_wholly"]
    assert whole["earlier_investigations"][0]["superseded_at"] is not None


def test_a_result_of_the_province_goes_to_the_ministry_and_no_further(service: Service) -> None:
    case_id = published(service, bodies.dead())
    act(service, case_id, **ASK, received_on="2026-03-04")
    act(
        service,
        case_id,
        "supervisor",
        action="open_reinvestigation",
        decision_no="31/QĐ-ĐTL",
    )
    members = bodies.team("labour_ministry", "health_ministry", "confederation")

    walks.begin(service, case_id, members=members)
    case = walks.finish(service, case_id)

    assert case["investigation"]["level"] == "central"
    answer = service.post(
        "inspector",
        f"/cases/{case_id}/investigation/actions",
        {**ASK, "received_on": "2026-03-04"},
    )
    assert answer.status_code == 409
    assert answer.json()["code"] == "action-not-allowed"


def test_a_refused_petition_keeps_its_answer_and_another_may_follow(service: Service) -> None:
    case_id = published(service, bodies.dead())
    act(service, case_id, **ASK, received_on="2026-03-04")
    assert walks.refused(
        service, "inspector", case_id, "investigation", **ASK, received_on="2026-03-04"
    ) == {"petition_waiting"}

    case = act(service, case_id, action="refuse_petition", reason="Không có tình tiết mới")

    assert case["investigation"]["petition"] == "refused"
    assert case["investigation"]["petition_answer"] == "Không có tình tiết mới"
    act(service, case_id, **ASK, received_on="2026-03-04")


def test_a_petition_cannot_lie_before_the_minutes_or_after_today(service: Service) -> None:
    case_id = published(service, bodies.dead())

    answers = [
        service.post(
            "inspector", f"/cases/{case_id}/investigation/actions", {**ASK, "received_on": day}
        )
        for day in ("2026-03-03", "2026-03-05")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert [answer.json()["errors"][0]["code"] for answer in answers] == [
        "before_publication",
        "in_future",
    ]


def test_what_is_beyond_the_province_goes_to_the_ministry_by_its_head_alone(
    service: Service,
) -> None:
    case_id: str = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    walks.begin(service, case_id)
    over = {"action": "hand_over", "reason": "Vượt quá khả năng của tỉnh"}
    assert (
        service.post("inspector", f"/cases/{case_id}/investigation/actions", over).status_code
        == 403
    )

    case = act(service, case_id, "supervisor", **over)

    assert case["investigation"]["level"] == "central"
    assert walks.clock(case, "investigation")["due_at"][:10] == "2026-04-03"
    owed = service.get("supervisor", "/clocks", holder="labour_ministry").json()["items"]
    assert [item["clock"]["duty"] for item in owed] == ["investigation"]
