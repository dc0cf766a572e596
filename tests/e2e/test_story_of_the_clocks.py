"""The story of the clocks of a fatal accident, over weekends and Tết."""

from datetime import datetime
from typing import Any

import pytest

from osh_incidents.domain.days import ICT
from tests.support import bodies, walks
from tests.support.service import Service

STEPS: dict[str, bodies.Body] = {
    "form_team": {"decision_no": "12/QĐ", "members": bodies.PROVINCIAL_TEAM},
    "start": {},
    "conclude": {
        "conclusion": "occupational_accident",
        "fault": "not_worker_wholly",
        "main_cause": "1",
        "findings": "Máy dập không có che chắn.",
    },
    "publish_minutes": {"minutes_no": "5/BB"},
    "send_minutes": {"sent_to": ["Thân nhân"]},
}


def at(service: Service, moment: str) -> None:
    service.clock.moment = datetime.fromisoformat(moment).replace(tzinfo=ICT)


def died(service: Service, moment: str) -> str:
    """Declare a death an hour after it, at *moment*, and take the case in."""
    at(service, moment)
    day = moment[:10]
    body = bodies.accident(
        bodies.dead() | {"died_at": f"{day}T07:10:00+07:00"},
        occurred_at=f"{day}T07:00:00+07:00",
        known_at=f"{day}T07:10:00+07:00",
    )
    case_id = str(service.declare("employer", body)["case"]["id"])
    walks.register(service, case_id)
    return case_id


def step(service: Service, case_id: str, action: str) -> dict[str, Any]:
    move = dict(STEPS[action])
    if action == "form_team":
        move["decided_on"] = service.clock.moment.date().isoformat()
    return service.act("inspector", case_id, "investigation", action=action, **move)


def walk(service: Service, case_id: str, *actions: str) -> dict[str, Any]:
    case: dict[str, Any] = {}
    for action in actions:
        case = step(service, case_id, action)
    return case


@pytest.mark.parametrize(
    ("started", "status"),
    [("2026-03-04T10:00:00", "met"), ("2026-03-04T10:00:01", "missed")],
)
def test_the_scene_is_to_be_reached_two_hours_after_the_news(
    service: Service, started: str, status: str
) -> None:
    case_id = died(service, "2026-03-04T08:00:00")
    step(service, case_id, "form_team")
    at(service, started)

    clock = walks.clock(step(service, case_id, "start"), "scene")

    assert clock["due_at"] == "2026-03-04T10:00:00+07:00"
    assert (clock["status"], clock["ended_at"][:19]) == (status, started)
    assert clock["because"]["rule"] == "scene-within"


def test_the_scene_clock_runs_through_the_night_and_is_overdue_until_work_begins(
    service: Service,
) -> None:
    case_id = died(service, "2026-02-16T23:30:00")
    at(service, "2026-02-17T01:30:01")

    clock = walks.clock(service.get("inspector", f"/cases/{case_id}").json(), "scene")

    assert clock["due_at"] == "2026-02-17T01:30:00+07:00"
    assert (clock["status"], clock["overdue"]) == ("running", True)


@pytest.mark.parametrize(
    ("published", "last_day"),
    [
        # Wednesday: Thursday, Friday, then over the weekend to Monday.
        ("2026-03-04", "2026-03-09"),
        ("2026-03-06", "2026-03-11"),
        ("2026-03-07", "2026-03-11"),
        # Tết 2026: nobody works from Saturday 14 to Sunday 22 February.
        ("2026-02-12", "2026-02-24"),
        ("2026-02-13", "2026-02-25"),
        ("2026-02-17", "2026-02-25"),
    ],
)
def test_minutes_are_sent_within_three_working_days(
    service: Service, published: str, last_day: str
) -> None:
    case_id = died(service, f"{published}T08:00:00")
    case = walk(service, case_id, "form_team", "start", "conclude", "publish_minutes")
    clock = walks.clock(case, "send_minutes")
    assert clock["due_at"] == f"{last_day}T23:59:59.999999+07:00"
    assert clock["because"]["mark"] == "recalled"

    at(service, f"{last_day}T23:59:59")
    sent = walks.clock(step(service, case_id, "send_minutes"), "send_minutes")

    assert sent["status"] == "met"


def test_minutes_sent_the_day_after_are_late(service: Service) -> None:
    case_id = died(service, "2026-02-13T08:00:00")
    walk(service, case_id, "form_team", "start", "conclude", "publish_minutes")
    at(service, "2026-02-26T00:00:00")

    case = step(service, case_id, "send_minutes")

    assert walks.clock(case, "send_minutes")["status"] == "missed"


def test_the_window_for_complaints_ends_by_itself_and_is_never_overdue(service: Service) -> None:
    case_id = died(service, "2026-03-04T08:00:00")
    walk(service, case_id, *STEPS)
    ((path, _),) = walks.claims(service, case_id)
    walks.decide_and_pay(service, path, 300_000_000, 300_000_000)

    def told() -> tuple[str, bool]:
        clock = walks.clock(service.get("inspector", f"/cases/{case_id}").json(), "complaint")
        assert clock["due_at"] == "2026-06-02T23:59:59.999999+07:00"
        return clock["status"], clock["overdue"]

    def found(clock: str) -> list[Any]:
        items: list[Any] = service.get("inspector", "/cases", clock=clock).json()["items"]
        return items

    at(service, "2026-06-02T23:59:59")
    assert told() == ("running", False)
    assert found("due") == []
    at(service, "2026-06-03T00:00:00")
    assert told() == ("lapsed", False)
    assert found("overdue") == []


def test_minutes_are_published_even_where_the_calendar_ends(service: Service) -> None:
    case_id = died(service, "2027-12-29T08:00:00")

    case = walk(service, case_id, *STEPS)

    assert case["tracks"]["investigation"] == "minutes_sent"
    assert {clock["duty"] for clock in case["clocks"]} == {
        "scene",
        "investigation",
        "complaint",
        "payment",
    }
