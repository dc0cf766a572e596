"""What people decide on a signal: once, with the history kept."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.support import bodies
from tests.support.service import Service
from tests.support.signals import decide, decided, faults, found, log_of, send


def test_a_match_is_logged_and_may_be_undone_without_losing_who_decided_what(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    sent = send(service)

    matched = decided(service, sent["id"], action="match", case_id=case["id"], reason="Cùng vụ")
    released = decided(service, sent["id"], action="release", reason="Nhầm người")
    decided(service, sent["id"], action="refuse", reason="Không phải lao động")

    assert (matched["state"], matched["case_id"]) == ("matched", case["id"])
    assert matched["available_actions"] == ["release"]
    assert (released["state"], released["case_id"]) == ("new", None)
    entries = log_of(service, case["id"])
    assert [(one["action"], one["reason"]) for one in entries] == [
        ("declare", None),
        ("matched_signal", "Cùng vụ"),
        ("released_signal", "Nhầm người"),
    ]
    assert entries[1]["data"] == {"signal": sent["id"], "source": "hospital"}


@pytest.mark.parametrize("action", ["match", "confirm", "refuse", "release"])
def test_a_refused_signal_stays_refused_and_tells_what_is_allowed(
    service: Service, action: str
) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    sent = send(service)
    decided(service, sent["id"], action="refuse", reason="Không phải tai nạn lao động")
    brings = {
        "match": {"case_id": case["id"]},
        "confirm": {"declaration": found()},
        "refuse": {"reason": "x"},
        "release": {"reason": "x"},
    }

    answer = decide(service, sent["id"], action=action, **brings[action])

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "action-not-allowed")
    assert (problem["state"], problem["allowed_actions"]) == ("refused", [])


def test_a_signal_is_matched_only_with_an_accident_that_stands(service: Service) -> None:
    disease = service.declare("employer", bodies.disease())["case"]
    sent = send(service)

    unknown = decide(service, sent["id"], action="match", case_id=str(uuid4()))
    of_disease = decide(service, sent["id"], action="match", case_id=disease["id"])

    assert faults(unknown) == {("/case_id", "unknown_case")}
    assert faults(of_disease) == {("/case_id", "not_an_accident")}
    assert service.get("health", f"/signals/{sent['id']}").json()["state"] == "new"


def test_a_confirmed_signal_opens_a_fatal_case_that_counts_as_not_declared(
    service: Service,
) -> None:
    sent = send(service)

    shown = decided(service, sent["id"], action="confirm", declaration=found(), reason="Xác minh")

    case = service.get("inspector", f"/cases/{shown['case_id']}").json()
    assert (shown["state"], case["found_undeclared"]) == ("confirmed", True)
    assert (case["severity"], case["level"]) == ("fatal", "provincial")
    assert {clock["duty"] for clock in case["clocks"]} >= {"investigation", "scene"}
    last = log_of(service, case["id"])[-1]
    assert (last["action"], last["reason"]) == ("found_by_signal", "Xác minh")
    assert last["data"] == {"signal": sent["id"], "source": "hospital"}
    counts = service.figure("fatal-case-investigation", period="2026")["total"]["counts"]
    assert (counts["fatal_cases"], counts["declared"], counts["failing"]) == (1, 0, 1)


def test_the_faults_of_the_declaration_are_told_in_its_place_and_nothing_is_opened(
    service: Service,
) -> None:
    sent = send(service)
    by_employer = bodies.accident(bodies.dead(), area_code="99999")
    unreadable = found()
    del unreadable["workplace"]["name"]

    across = decide(service, sent["id"], action="confirm", declaration=by_employer)
    single = decide(service, sent["id"], action="confirm", declaration=unreadable)
    bare = decide(service, sent["id"], action="match")

    assert faults(across) == {
        ("/declaration/accident/area_code", "unknown_area"),
        ("/declaration/declarant/role", "not_authority"),
    }
    assert faults(single) == {("/declaration/workplace/name", "required")}
    assert faults(bare) == {("/case_id", "required")}
    assert service.get("inspector", "/cases").json()["items"] == []
    assert service.get("health", f"/signals/{sent['id']}").json()["state"] == "new"


@pytest.mark.parametrize("login", ["health", "police", "employer", "commune", "admin"])
def test_only_the_department_decides(service: Service, login: str) -> None:
    sent = send(service)

    assert decide(service, sent["id"], login, action="refuse", reason="x").status_code == 403


def test_of_decisions_at_once_one_wins_and_one_case_is_opened(service: Service) -> None:
    sent = send(service)
    moves = [
        {"action": "confirm", "declaration": found()},
        {"action": "refuse", "reason": "Không phải tai nạn lao động"},
    ] * 3

    with ThreadPoolExecutor(len(moves)) as pool:
        answers = list(pool.map(lambda move: decide(service, sent["id"], **move), moves))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    (winner,) = (answer.json() for answer in answers if answer.status_code == 200)
    assert service.get("inspector", f"/signals/{sent['id']}").json()["state"] == winner["state"]
    opened = service.get("inspector", "/cases").json()["items"]
    assert len(opened) == (1 if winner["state"] == "confirmed" else 0)
