"""Who owes what to whom by when, and what missing it may cost."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service

EMPLOYER = "Người sử dụng lao động"


def duties(service: Service, case_id: str) -> dict[str, Any]:
    items = service.get("inspector", f"/cases/{case_id}/duties").json()["items"]
    return {item["duty"]: item for item in items}


def test_an_employer_owes_the_declaration_of_a_death_at_once(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    owed = duties(service, case["id"])["declare"]

    assert owed["holder"]["vi"].lower() == EMPLOYER.lower()
    assert len(owed["to"]) == 2
    assert owed["form"]["vi"] == "Mẫu 01 Phụ lục II Nghị định 129/2025"
    # Known on 4 March at 09:35, and declared at 11:00; the standard is a day.
    assert owed["due_at"] == "2026-03-05T09:35:00+07:00"
    assert owed["status"] == "met"
    assert (owed["fine"]["least_vnd"], owed["fine"]["most_vnd"]) == (40_000_000, 50_000_000)
    assert owed["fine"]["because"]["source"].startswith("Điều 21 khoản 3 điểm đ")


def test_a_declaration_sent_late_is_told_as_late(service: Service) -> None:
    service.clock.advance(days=3)
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    assert duties(service, case["id"])["declare"]["status"] == "missed"


def test_a_light_accident_need_not_be_declared_outside(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]

    owed = duties(service, case["id"])

    assert "declare" not in owed
    assert owed["investigate"]["holder"]["vi"].lower() == EMPLOYER.lower()
    assert owed["investigate"]["fine"]["breach"] == "not_investigated"
    assert owed["investigate"]["status"] == "open"
    service.clock.advance(days=5)
    assert duties(service, case["id"])["investigate"]["status"] == "overdue"


def test_the_department_owes_the_investigation_of_a_death_and_risks_no_fine(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    owed = duties(service, case["id"])["investigate"]

    assert owed["holder"]["vi"] == "Sở Nội vụ"
    assert owed["fine"] is None


def test_the_employer_owes_the_family_within_five_days_of_publication(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    walks.register(service, case["id"])
    walks.investigate(service, case["id"])

    owed = duties(service, case["id"])["pay"]

    assert owed["due_at"][:10] == "2026-03-09"
    assert owed["to"][0]["en"] == "The victim or the relatives"
    assert owed["fine"]["per_worker"]
    assert owed["fine"]["least_vnd"] is None
    assert owed["because"]["rule"] == "employer-pays-within"


def test_fines_follow_the_decree_of_the_day_on_which_the_duty_was_missed(
    service: Service,
) -> None:
    service.clock.advance(days=200)
    late = bodies.accident(
        bodies.victim(condition="fatal"), occurred_at="2026-09-12T09:00:00+07:00", known_at=None
    )
    case = service.declare("employer", late)["case"]

    fine = duties(service, case["id"])["declare"]["fine"]

    assert fine["because"]["since"] == "2026-09-10"
    assert (fine["least_vnd"], fine["most_vnd"]) == (40_000_000, 50_000_000)


def test_a_disease_brings_no_duty_to_declare_or_investigate(service: Service) -> None:
    case = service.declare("employer", bodies.disease())["case"]

    assert duties(service, case["id"]) == {}
