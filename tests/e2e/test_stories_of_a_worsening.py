"""Victims get worse, or turn out not to: the case follows, and nothing is erased."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service

SEVERE = {"condition": "severe", "injury_codes": ["031"]}


def declared(service: Service, *victims: bodies.Body) -> str:
    case_id: str = service.declare("employer", bodies.accident(*victims))["case"]["id"]
    return case_id


def investigation_clocks(case: Any) -> list[tuple[str, str, str]]:
    return [
        (clock["status"], clock["due_at"][:10], clock["reason"])
        for clock in case["clocks"]
        if clock["duty"] == "investigation"
    ]


def test_a_victim_dies_400_days_later_and_the_base_minutes_are_superseded_not_erased(
    service: Service,
) -> None:
    case_id = declared(service, bodies.victim(**SEVERE))
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    walks.finish(service, case_id, by="employer")
    walks.handle(service, case_id)
    assert walks.fatal_counts(service, **{"from": "2026"}) == (0, 0, 0, 0)
    service.clock.advance(days=400)

    case = walks.report(
        service,
        case_id,
        development="died",
        died_at="2027-04-08T06:00:00+07:00",
        death_link="recurrence",
        forensic_reference="15/GĐPY",
    )

    # Vietnamese law knows no longest time between accident and death (Decree 39/2016 art. 9).
    assert (case["severity"], case["level"]) == ("fatal", "provincial")
    # Seven days were met; thirty run from the news of the death on 8 April 2027.
    assert investigation_clocks(case) == [
        ("met", "2026-03-11", "news"),
        ("running", "2027-05-08", "reclassified"),
    ]
    told = {recipient["body"]: recipient["delivery"] for recipient in case["recipients"]}
    assert told == {"labour_department": "delivered", "commune_police": "pending"}
    assert walks.fatal_counts(service, **{"from": "2026"}) == (1, 1, 1, 1)

    case = service.act("employer", case_id, "investigation", action="hand_over", reason="Đã chết")

    assert case["tracks"]["investigation"] == "pending"
    assert case["investigation"]["level"] == "provincial"
    (before,) = case["earlier_investigations"]
    assert (before["state"], before["minutes_no"]) == ("handed_over", "5/BB")
    assert before["superseded_at"] is not None
    assert walks.fatal_counts(service, **{"from": "2026"}) == (1, 1, 0, 0)

    walks.begin(service, case_id)
    walks.finish(service, case_id)
    assert walks.fatal_counts(service, **{"from": "2026"}) == (1, 1, 1, 0)
    walks.handle(service, case_id)
    assert walks.fatal_counts(service, **{"from": "2026"}) == (1, 1, 1, 1)
    whole = service.get("inspector", f"/cases/{case_id}").json()
    assert len(whole["earlier_decisions"]) == 1


def test_a_light_accident_turns_fatal_while_the_base_team_works(service: Service) -> None:
    case_id = declared(service, bodies.victim())
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    service.clock.advance(days=2)

    case = walks.report(
        service,
        case_id,
        development="died",
        died_at="2026-03-06T05:00:00+07:00",
        death_link="treatment",
        forensic_reference="16/GĐPY",
    )

    # Thirty days, still counted from the news of 4 March.
    assert investigation_clocks(case) == [
        ("void", "2026-03-08", "news"),
        ("running", "2026-04-03", "reclassified"),
    ]
    # The team may do nothing more but hand over.
    offered = service.get("employer", f"/cases/{case_id}/available-actions").json()["items"]
    assert [item["action"] for item in offered] == ["hand_over"]
    concluding = {
        "action": "conclude",
        "conclusion": "not_occupational",
        "findings": "Không liên quan.",
    }
    assert walks.refused(service, "employer", case_id, "investigation", **concluding) == {
        "belongs_to_another_level"
    }

    handed = service.act("employer", case_id, "investigation", action="hand_over", reason="Đã chết")

    assert handed["earlier_investigations"][0]["team"]
    owed = service.get("inspector", "/clocks", holder="labour_department", duty="investigation")
    assert [item["clock"]["due_at"][:10] for item in owed.json()["items"]] == ["2026-04-03"]
    log = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    assert [entry["action"] for entry in log][-3:] == ["victim_died", "hand_over", "open_round"]


def test_a_base_team_that_was_late_stays_late_when_the_case_is_taken_over(
    service: Service,
) -> None:
    case_id = declared(service, bodies.victim())
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    service.clock.advance(days=10)

    case = walks.report(
        service, case_id, development="injury_found", injury_codes=["031"], by="employer"
    )

    assert investigation_clocks(case) == [
        ("missed", "2026-03-08", "news"),
        ("running", "2026-03-11", "reclassified"),
    ]


def test_a_second_victim_severely_hurt_takes_the_case_to_the_province(service: Service) -> None:
    case_id = declared(service, bodies.victim(**SEVERE), bodies.victim(full_name="Lê Văn Dũng"))
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)

    case = walks.report(
        service, case_id, victim=1, development="injury_found", injury_codes=["029"]
    )

    assert (case["severity"], case["level"]) == ("severe", "provincial")
    # Twenty days from 4 March, and two hours to the scene from this news.
    assert walks.clock(case, "investigation")["due_at"][:10] == "2026-03-24"
    assert walks.clock(case, "scene")["due_at"] == "2026-03-04T13:00:00+07:00"
    assert {told["body"] for told in case["recipients"]} == {"labour_department"}


def test_a_victim_nobody_had_counted_is_added(service: Service) -> None:
    case_id = declared(service, bodies.victim(**SEVERE))

    answer = service.post(
        "employer",
        f"/cases/{case_id}/victims",
        {"reason": "Phát hiện thêm", **bodies.victim(full_name="Lê Văn Dũng", **SEVERE)},
    )

    assert answer.status_code == 201, answer.text
    case = service.get("inspector", f"/cases/{case_id}").json()
    assert (case["victims_total"], case["level"]) == (2, "provincial")
    versions = service.get("inspector", f"/cases/{case_id}/declarations").json()["items"]
    assert [(one["version"], one["origin"]) for one in versions] == [
        (1, "declared"),
        (2, "developed"),
    ]


def test_a_death_that_was_not_from_the_accident_takes_two_people_to_undo(service: Service) -> None:
    case_id = declared(service, bodies.dead(injury_codes=["031"]))
    walks.register(service, case_id)
    assert walks.fatal_counts(service) == (1, 1, 0, 0)
    (victim,) = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    change = {
        "reason": "Giám định pháp y: chết do bệnh lý",
        "death_link": "not_from_accident",
        "forensic_reference": "20/GĐPY",
    }

    asked = service.client.patch(
        f"/api/v1/cases/{case_id}/victims/{victim['id']}",
        json=change,
        headers=service.headers("inspector"),
    )

    assert asked.status_code == 202, asked.text
    assert walks.fatal_counts(service) == (1, 1, 0, 0)
    path = f"/cases/{case_id}/corrections/{asked.json()['id']}/actions"
    decided = service.post("supervisor", path, {"action": "approve"})
    assert decided.status_code == 200, decided.text
    case = service.get("inspector", f"/cases/{case_id}").json()
    assert (case["severity"], case["level"]) == ("severe", "base")
    assert walks.fatal_counts(service) == (0, 0, 0, 0)
    # Nobody forgets that the police were to be told of a death.
    assert {told["body"] for told in case["recipients"]} == {"labour_department", "commune_police"}


def test_a_death_is_taken_in_though_the_file_is_closed_and_opens_it_again(
    service: Service,
) -> None:
    case_id = declared(service, bodies.victim(**SEVERE))
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    walks.finish(service, case_id, by="employer")
    walks.handle(service, case_id)
    ((path, _),) = walks.claims(service, case_id)
    walks.act_on_claim(
        service,
        "health",
        path,
        action="record_assessment",
        loss_percent=4,
        assessed_on="2026-03-04",
        council="Hội đồng Giám định y khoa Ví Dụ",
    )
    service.act("inspector", case_id, "registration", action="close")
    service.clock.advance(days=60)

    case = walks.report(
        service,
        case_id,
        by="employer",
        development="died",
        died_at="2026-05-03T06:00:00+07:00",
        death_link="recurrence",
        forensic_reference="18/GĐPY",
    )

    assert case["tracks"]["registration"] == "reopened"
    assert (case["severity"], case["level"]) == ("fatal", "provincial")
    log = service.get("inspector", f"/cases/{case_id}/actions", limit=200).json()["items"]
    assert [entry["action"] for entry in log][-2:] == ["reopen_by_news", "victim_died"]
    service.act("employer", case_id, "investigation", action="hand_over", reason="Đã chết")
    walks.begin(service, case_id)
    walks.finish(service, case_id)
    # Below five per cent nothing was owed; a death owes thirty months.
    ((_, claim),) = walks.claims(service, case_id)
    assert (claim["state"], claim["minimum_vnd"]) == ("entitled", 300_000_000)
