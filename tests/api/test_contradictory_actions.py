"""Several people act on one case at once, each something else: one of them does, the rest learn."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

REASON = {"reason": "Lý do"}
LEAVING_DECLARED: list[tuple[str, bodies.Body]] = [
    ("inspector", {"action": "register"}),
    ("supervisor", {"action": "register"}),
    ("inspector", {"action": "return", **REASON}),
    ("supervisor", {"action": "return", **REASON}),
    ("inspector", {"action": "reject", "rejection": "not_an_accident_at_work", **REASON}),
    ("supervisor", {"action": "reject", "rejection": "duplicate", **REASON}),
    ("inspector", {"action": "transfer", "authority": "Sở Nội vụ tỉnh khác", **REASON}),
    ("supervisor", {"action": "transfer", "authority": "Sở Nội vụ tỉnh khác", **REASON}),
]
CONCLUSION = {
    "action": "conclude",
    "conclusion": "not_occupational",
    "findings": "Không liên quan công việc.",
}
LEAVING_THE_WORK: list[tuple[str, bodies.Body]] = [
    *[(login, CONCLUSION) for login in ("inspector", "supervisor")],
    *[
        (login, {"action": "refer_to_police", "agency": "CQĐT", **REASON})
        for login in ("inspector", "supervisor")
    ],
    *[
        (login, {"action": "request_assessment", "kind": "technical", "agency": "Trung tâm"})
        for login in ("inspector", "supervisor")
    ],
    *[
        (login, CONCLUSION | {"conclusion": "allowance_case"})
        for login in ("inspector", "supervisor")
    ],
]


def at_once(
    service: Service, case_id: str, track: str, acts: list[tuple[str, bodies.Body]]
) -> list[Any]:
    path = f"/cases/{case_id}/{track}/actions"
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: service.post(act[0], path, act[1]), acts))


def entries(service: Service, case_id: str) -> list[Any]:
    found: list[Any] = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    return found


def check(answers: list[Any], new: list[Any], track: str, state: str) -> None:
    """One was taken; the others were told the state as it is now; the log has the one."""
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [409] * 7
    (winner,) = (answer.json() for answer in answers if answer.status_code == 200)
    told = {answer.json()["state"] for answer in answers if answer.status_code == 409}
    assert told == {winner["tracks"][track]} != {state}
    (entry,) = new
    assert entry["source"] == state


def test_eight_people_decide_on_one_declaration(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    before = len(entries(service, case_id))

    answers = at_once(service, case_id, "registration", LEAVING_DECLARED)

    check(answers, entries(service, case_id)[before:], "registration", "declared")


def test_eight_people_turn_one_investigation(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    walks.begin(service, case_id)
    before = len(entries(service, case_id))

    answers = at_once(service, case_id, "investigation", LEAVING_THE_WORK)

    check(answers, entries(service, case_id)[before:], "investigation", "in_progress")


@pytest.mark.parametrize("opposite", [("approve_void", "refuse_void")])
def test_a_request_is_decided_once(service: Service, opposite: tuple[str, str]) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    service.act("inspector", case_id, "registration", action="request_void", reason="Khai thử")
    approve, refuse = opposite
    acts: list[tuple[str, bodies.Body]] = [
        ("supervisor", {"action": approve}),
        ("supervisor", {"action": refuse, **REASON}),
    ] * 4

    answers = at_once(service, case_id, "registration", acts)

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    decided = [entry for entry in entries(service, case_id) if entry["action"] in opposite]
    assert len(decided) == 1
