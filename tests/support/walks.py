"""Walking a case along its tracks over HTTP, as the people whose work it is."""

from typing import Any

from osh_incidents.domain.days import ICT
from tests.support import bodies
from tests.support.service import Service


def register(service: Service, case_id: str) -> dict[str, Any]:
    """Take the case in."""
    return service.act("inspector", case_id, "registration", action="register")


def investigate(
    service: Service,
    case_id: str,
    *,
    by: str = "inspector",
    members: list[bodies.Body] = bodies.PROVINCIAL_TEAM,
    days: int = 0,
    **conclusion: Any,
) -> dict[str, Any]:
    """Form the team, start, conclude after *days*, publish and send the minutes."""
    concluded = {
        "conclusion": "occupational_accident",
        "fault": "not_worker_wholly",
        "main_cause": "1",
        "findings": "Máy dập không có che chắn.",
    } | conclusion
    steps: list[bodies.Body] = [
        {
            "action": "form_team",
            "decision_no": "12/QĐ",
            "decided_on": "2026-03-04",
            "members": members,
        },
        {"action": "start"},
        {"action": "conclude", **concluded},
        {"action": "publish_minutes", "minutes_no": "5/BB"},
        {"action": "send_minutes", "sent_to": ["Sở Nội vụ", "Thân nhân"]},
    ]
    case: dict[str, Any] = {}
    for step in steps:
        if step["action"] == "conclude":
            service.clock.advance(days=days)
        case = service.act(by, case_id, "investigation", **step)
    return case


def clock(case: dict[str, Any], duty: str) -> dict[str, Any]:
    """Return the one clock of *duty* of a case that was not voided."""
    (found,) = (one for one in case["clocks"] if one["duty"] == duty and one["status"] != "void")
    known: dict[str, Any] = found
    return known


def handle(service: Service, case_id: str, **decision: Any) -> dict[str, Any]:
    """Decide and finish the handling."""
    decided = {"kind": "sanction", "decision_no": "7/QĐ-XPHC", "fine_vnd": 45_000_000} | decision
    service.act("inspector", case_id, "handling", action="decide", **decided)
    return service.act("inspector", case_id, "handling", action="finish")


def claims(service: Service, case_id: str, login: str = "employer") -> list[tuple[str, Any]]:
    """Return the path and the content of every claim of the case, by victim."""
    found = []
    for victim in service.get(login, f"/cases/{case_id}/victims").json()["items"]:
        base = f"/cases/{case_id}/victims/{victim['id']}/claims"
        found += [
            (f"{base}/{claim['id']}", claim) for claim in service.get(login, base).json()["items"]
        ]
    return found


def act_on_claim(service: Service, login: str, path: str, **move: Any) -> dict[str, Any]:
    """Take an action on a claim."""
    answer = service.post(login, f"{path}/actions", move)
    assert answer.status_code == 200, answer.text
    claim: dict[str, Any] = answer.json()
    return claim


def decide_and_pay(service: Service, path: str, decided: int, paid: int) -> dict[str, Any]:
    """Decide *decided* and pay *paid* đồng as the employer."""
    act_on_claim(
        service,
        "employer",
        path,
        action="decide",
        amount_vnd=decided,
        decision_no="9/QĐ-BT",
        decided_on="2026-03-04",
    )
    return act_on_claim(
        service, "employer", path, action="pay", amount_vnd=paid, paid_on="2026-03-04"
    )


def begin(
    service: Service,
    case_id: str,
    *,
    by: str = "inspector",
    members: list[bodies.Body] = bodies.PROVINCIAL_TEAM,
) -> dict[str, Any]:
    """Form the team today and start."""
    today = service.clock.moment.astimezone(ICT).date().isoformat()
    formed = {"decision_no": "12/QĐ", "decided_on": today, "members": members}
    service.act(by, case_id, "investigation", action="form_team", **formed)
    return service.act(by, case_id, "investigation", action="start")


def finish(
    service: Service, case_id: str, *, by: str = "inspector", **conclusion: Any
) -> dict[str, Any]:
    """Conclude, publish and send the minutes of an investigation that has begun."""
    concluded = {
        "conclusion": "occupational_accident",
        "fault": "not_worker_wholly",
        "main_cause": "1",
        "findings": "Máy dập không có che chắn.",
    } | conclusion
    service.act(by, case_id, "investigation", action="conclude", **concluded)
    service.act(by, case_id, "investigation", action="publish_minutes", minutes_no="5/BB")
    sent = {"sent_to": ["Sở Nội vụ", "Thân nhân"]}
    return service.act(by, case_id, "investigation", action="send_minutes", **sent)


def refused(service: Service, login: str, case_id: str, track: str, **move: Any) -> set[str]:
    """Return what was told to lack when *move* was refused."""
    answer = service.post(login, f"/cases/{case_id}/{track}/actions", move)
    assert answer.status_code == 409, answer.text
    return {fault["code"] for fault in answer.json()["errors"]}


def report(
    service: Service, case_id: str, *, by: str = "employer", victim: int = 0, **news: Any
) -> dict[str, Any]:
    """Report news of the victim of that place in the list."""
    listed = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    path = f"/cases/{case_id}/victims/{listed[victim]['id']}/developments"
    answer = service.post(by, path, {"reason": "Tin của bệnh viện", **news})
    assert answer.status_code == 200, answer.text
    case: dict[str, Any] = answer.json()
    return case


def fatal_counts(service: Service, **query: str) -> tuple[int, int, int, int]:
    """Return the fatal accidents known, declared, investigated and handled (target 8)."""
    counts = service.figure("fatal-case-investigation", **query)["total"]["counts"]
    named = ("fatal_cases", "declared", "investigated", "handled")
    known, declared, investigated, handled = (int(counts[name]) for name in named)
    return known, declared, investigated, handled
