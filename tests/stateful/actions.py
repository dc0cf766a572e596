"""What people try on a case, lawful or not."""

from httpx2 import Response

from tests.support import bodies

ENDING = {"return", "reject", "transfer", "request_void", "approve_void"}
"""What ends a case early; tried too, but not preferred."""

REASON = {"reason": "Lý do"}
COUNCIL = "Hội đồng Giám định y khoa"

LIMITS = {"light": 4, "one_severe": 7, "several_severe": 20, "fatal": 30}
"""Days by Law 84/2015 art. 35(6)."""


def tries(today: str) -> dict[str, list[bodies.Body]]:
    """Return every action that is tried, by track."""
    team = {"decision_no": "12/QĐ", "decided_on": today}
    loss = {"loss_percent": 20, "assessed_on": today, "council": COUNCIL}
    concluded = {"findings": "Theo hồ sơ.", "fault": "not_worker_wholly", "main_cause": "1"}
    return {
        "registration": [
            {"action": "register"},
            {"action": "register"},
            {"action": "return", **REASON},
            {"action": "reject", "rejection": "not_an_accident_at_work", **REASON},
            {"action": "transfer", "authority": "Sở Nội vụ khác", **REASON},
            {"action": "complete", "declaration": bodies.accident(bodies.victim())},
            {"action": "close"},
            *[{"action": name, **REASON} for name in ("request_void", "request_reopen")],
            *[{"action": name} for name in ("approve_void", "reopen")],
            *[{"action": name, **REASON} for name in ("refuse_void", "refuse_reopen")],
        ],
        "investigation": [
            {"action": "form_team", **team, "members": bodies.BASE_TEAM},
            {"action": "form_team", **team, "members": bodies.PROVINCIAL_TEAM},
            {"action": "start"},
            {"action": "request_extension", "days": 4, **REASON},
            {"action": "approve_extension"},
            {"action": "request_assessment", "kind": "technical", "agency": "Trung tâm"},
            {"action": "receive_assessment", "reference": "1/KL"},
            {"action": "refer_to_police", "agency": "CQĐT", **REASON},
            {"action": "police_returned", "decision_no": "1/QĐ"},
            {"action": "open_criminal_case", "decision_no": "2/QĐ"},
            {"action": "close_criminal_case", "outcome": "suspended", "decision_no": "3/QĐ"},
            {"action": "conclude", "conclusion": "occupational_accident", **concluded},
            {"action": "publish_minutes", "minutes_no": "5/BB"},
            {"action": "send_minutes", "sent_to": ["Thân nhân"]},
            {"action": "hand_over", **REASON},
            {
                "action": "receive_petition",
                "petitioner": "victim",
                "received_on": today,
                **REASON,
            },
            {"action": "open_reinvestigation", "decision_no": "6/QĐ"},
        ],
        "handling": [
            {"action": "decide", "kind": "sanction", "decision_no": "7/QĐ", "fine_vnd": 1_000_000},
            {"action": "finish"},
        ],
        "compensation": [
            {"action": "record_assessment", **loss},
            {"action": "decide", "amount_vnd": 55_000_000, "decision_no": "9", "decided_on": today},
            {"action": "pay", "amount_vnd": 55_000_000, "paid_on": today},
            {"action": "dispute", **REASON},
            {"action": "settle_dispute", "reference": "Biên bản"},
        ],
    }


def drops_a_death(body: bodies.Body, answer: Response) -> bool:
    """Tell whether a completion that knows one hurt person was refused because somebody died."""
    return (
        body["action"] == "complete"
        and answer.status_code == 422
        and {fault["code"] for fault in answer.json()["errors"]} == {"death_lost"}
    )
