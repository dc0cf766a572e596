"""Signals from others than the declarants: taken in, kept, and compared with the cases."""

import pytest
from sqlalchemy import text

from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies
from tests.support.service import Service
from tests.support.signals import decided, faults, send, signal
from tests.support.world import SEALER

ELSEWHERE = "10525"


def test_a_signal_is_kept_as_it_was_sent_and_waits(service: Service) -> None:
    answer = service.post("health", "/signals", signal())

    kept = answer.json()
    assert (answer.status_code, kept["state"]) == (201, "new")
    assert kept["received_at"] == "2026-03-04T11:00:00+07:00"
    assert answer.headers["Location"] == f"/api/v1/signals/{kept['id']}"
    again = service.get("health", f"/signals/{kept['id']}").json()
    assert again["content"]["description"] == signal()["description"]
    assert again["content"]["victims"][0]["full_name"] == "TRAN THI BINH"


def test_what_was_sent_lies_sealed_in_the_database(service: Service) -> None:
    send(service, "health", {"full_name": "Người Bí Mật", "citizen_id": "031190123456"})

    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        (row,) = uow.session.execute(text("SELECT * FROM hp.signal"))

    stored = b"\n".join(
        bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
        for value in row
    )
    for secret in ("Người Bí Mật", "031190123456", "Phân xưởng", "Cơ khí"):
        assert secret.encode() not in stored


def test_every_fault_of_a_signal_is_told_at_once(service: Service) -> None:
    person = {"citizen_id": "031190123456", "birth_date": "2026-03-05"}
    body = signal(
        person,
        person,
        {"birth_year": 1},
        occurred_at="2026-03-04T12:00:00+07:00",
        area_code="99999",
    )
    body["source"] = "police"
    del body["description"]

    answer = service.post("health", "/signals", body)

    assert answer.status_code == 422
    assert faults(answer) == {
        ("/description", "required"),
        ("/source", "not_your_source"),
        ("/occurred_at", "in_future"),
        ("/area_code", "unknown_area"),
        ("/victims/0/birth_date", "after_event"),
        ("/victims/1/birth_date", "after_event"),
        ("/victims/1/citizen_id", "duplicate_victim"),
        ("/victims/2/birth_year", "too_small"),
    }


def test_the_rules_across_fields_also_hold_for_a_well_formed_signal(service: Service) -> None:
    early = signal(occurred_at="2016-06-30T09:00:00+07:00")
    born = signal({"birth_year": 2027})

    assert faults(service.post("health", "/signals", early)) == {("/occurred_at", "before_law")}
    assert faults(service.post("health", "/signals", born)) == {
        ("/victims/0/birth_year", "after_event")
    }


@pytest.mark.parametrize(
    ("login", "source", "status"),
    [
        ("police", "police", 201),
        ("police", "hospital", 422),
        ("health", "hospital", 201),
        ("insurance", "insurance", 201),
        ("insurance", "press", 422),
        ("union", "union", 201),
        ("commune", "commune", 201),
        ("zone_authority", "citizen", 201),
        ("zone_authority", "police", 422),
        ("inspector", "press", 201),
        ("supervisor", "police", 201),
        ("employer", "citizen", 422),
        ("employer", "return", 201),
        ("commune", "return", 422),
        ("inspector", "return", 201),
        ("admin", "citizen", 403),
    ],
)
def test_a_role_speaks_for_its_own_source_only(
    service: Service, login: str, source: str, status: int
) -> None:
    assert service.post(login, "/signals", signal(source=source)).status_code == status


def test_a_sender_sees_its_own_signals_and_the_department_all(service: Service) -> None:
    mine, other = send(service), send(service, "police", source="police")

    def listed(login: str) -> list[str]:
        return [one["id"] for one in service.get(login, "/signals").json()["items"]]

    assert listed("health") == [mine["id"]]
    assert listed("police") == [other["id"]]
    assert set(listed("inspector")) == {mine["id"], other["id"]}
    assert service.get("police", f"/signals/{mine['id']}").status_code == 404
    assert service.get("national-inspector", f"/signals/{mine['id']}").status_code == 404


def test_what_a_sender_may_not_see_of_people_is_masked_even_in_its_own(service: Service) -> None:
    sent = send(service, "zone_authority", source="press")

    assert "full_name" not in sent["content"]["victims"][0]
    assert "/victims/*/full_name" in sent["masked_fields"]


def test_pages_of_signals_follow_each_other_without_gap_or_repeat(service: Service) -> None:
    sent = []
    for _ in range(5):
        sent.append(send(service)["id"])
        service.clock.advance(seconds=1)
    decided(service, sent[0], action="refuse", reason="Tai nạn giao thông riêng")

    seen, path = [], "/api/v1/signals?state=new&limit=2"
    while path:
        page = service.client.get(path, headers=service.headers("inspector")).json()
        seen += [one["id"] for one in page["items"]]
        path = page["next"]

    assert seen == sent[:0:-1]


def test_the_likest_case_is_proposed_with_reasons_to_the_department_alone(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    far = bodies.accident(occurred_at="2026-02-20T09:30:00+07:00", known_at=None)
    service.declare("employer", far)
    sent = send(service)

    shown = service.get("inspector", f"/signals/{sent['id']}").json()

    (match,) = shown["proposed_matches"]
    assert match["case_id"] == case["id"]
    assert {reason["code"] for reason in match["reasons"]} == {
        "same_name_unaccented",
        "same_birth_year",
        "same_hour",
        "same_area",
        "same_employer",
    }
    assert match["score"] >= 60
    assert sent["proposed_matches"] is None


def test_a_person_found_elsewhere_is_proposed_by_the_citizen_id(service: Service) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    sent = send(
        service,
        "health",
        {"citizen_id": "031190000000"},
        area_code=ELSEWHERE,
        tax_code=None,
        occurred_at="2026-03-04T09:30:00+07:00",
    )

    (match,) = service.get("inspector", f"/signals/{sent['id']}").json()["proposed_matches"]

    assert match["case_id"] == case["id"]
