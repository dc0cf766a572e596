"""The story of an employer whose worker is killed, from the declaration to the closed file."""

from tests.support import bodies, walks
from tests.support.service import Service

MINIMUM = 300_000_000
"""Thirty months of a wage of ten million đồng (Law 84/2015 art. 38(4)(b))."""


def declare(service: Service) -> str:
    declared = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    assert declared["severity"] == "fatal"
    assert declared["level"] == "provincial"
    assert declared["declaration_form"] == "MAU-01-ND129"
    told = {recipient["body"]: recipient["delivery"] for recipient in declared["recipients"]}
    assert told == {"labour_department": "delivered", "commune_police": "pending"}
    names = {recipient["body"]: recipient["name_vi"] for recipient in declared["recipients"]}
    assert names["commune_police"] == "Công an phường Hồng Bàng"
    return str(declared["id"])


def investigate(service: Service, case_id: str) -> None:
    assert walks.register(service, case_id)["number"] == "HP-2026-000001"
    walks.investigate(service, case_id, days=20)


def pay(service: Service, case_id: str, amount: int) -> str:
    ((path, claim),) = walks.claims(service, case_id)
    assert claim["state"] == "entitled"
    assert claim["minimum_vnd"] == MINIMUM
    state: str = walks.decide_and_pay(service, path, MINIMUM, amount)["state"]
    return state


def workforce(service: Service) -> None:
    number = {"period": "2026", "workers": 400_000, "source": "Số giả định"}
    assert service.put("admin", "/workforce", {"numbers": [number]}).status_code == 200


def test_a_fatal_accident_from_declaration_to_closed_file(service: Service) -> None:
    workforce(service)
    case_id = declare(service)
    assert service.figure("fatal-case-investigation")["total"]["counts"]["within_time"] == 1

    investigate(service, case_id)
    walks.handle(service, case_id)
    assert pay(service, case_id, MINIMUM) == "paid"
    closed = service.act("inspector", case_id, "registration", action="close")

    assert closed["tracks"] == {
        "registration": "closed",
        "investigation": "minutes_sent",
        "disease": None,
        "handling": "done",
    }
    assert {clock["duty"]: clock["status"] for clock in closed["clocks"]} == {
        "scene": "met",
        "investigation": "met",
        "send_minutes": "met",
        "complaint": "running",
        "payment": "met",
    }
    assert [one["action"] for one in closed["available_actions"]] == ["request_reopen"]


def test_the_three_figures_move_as_computed_by_hand(service: Service) -> None:
    workforce(service)
    case_id = declare(service)
    frequency = service.figure("fatal-accident-frequency")["total"]
    headline = frequency["headline"]
    assert (headline["numerator"], headline["denominator"]) == (1, 400_000)
    assert headline["value"] == "0.002500"
    assert frequency["counts"]["fatal_accidents_provisional"] == 1

    investigate(service, case_id)
    walks.handle(service, case_id)
    pay(service, case_id, MINIMUM)

    frequency = service.figure("fatal-accident-frequency")["total"]
    assert frequency["counts"]["fatal_accidents_provisional"] == 0
    complete = service.figure("fatal-case-investigation")["total"]["headline"]
    assert (complete["numerator"], complete["denominator"]) == (1, 1)
    coverage = service.figure("compensation-coverage")["total"]
    assert coverage["counts"]["not_yet_due"] == 1
    assert coverage["headline"]["denominator"] == 0

    # Published on 24 March: the five days of art. 38(7) end with 29 March.
    service.clock.advance(days=6)
    coverage = service.figure("compensation-coverage")["total"]["headline"]
    assert (coverage["numerator"], coverage["denominator"]) == (1, 1)


def test_one_dong_below_the_minimum_is_kept_and_not_counted_as_paid(service: Service) -> None:
    case_id = declare(service)
    investigate(service, case_id)

    assert pay(service, case_id, MINIMUM - 1) == "part_paid"

    service.clock.advance(days=10)
    coverage = service.figure("compensation-coverage")["total"]["headline"]
    assert (coverage["numerator"], coverage["denominator"]) == (0, 1)


def test_an_investigation_finished_late_stays_late(service: Service) -> None:
    case_id = declare(service)
    walks.register(service, case_id)

    # Received on 4 March, so the thirty days of art. 35(6)(d) end with 3 April.
    case = walks.investigate(service, case_id, days=31)

    clock = walks.clock(case, "investigation")
    assert clock["due_at"] == "2026-04-03T23:59:59.999999+07:00"
    assert clock["status"] == "missed"
    counts = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (counts["investigated"], counts["investigated_in_time"]) == (1, 0)


def test_the_log_tells_every_step_in_one_chain(service: Service) -> None:
    case_id = declare(service)
    investigate(service, case_id)

    log = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]

    assert [entry["action"] for entry in log] == [
        "declare",
        "register",
        "form_team",
        "start",
        "conclude",
        "publish_minutes",
        "open",
        "entitle",
        "send_minutes",
    ]
    assert [entry["previous_hash"] for entry in log[1:]] == [entry["hash"] for entry in log[:-1]]
