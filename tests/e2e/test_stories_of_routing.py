"""Who is told, by the law of the very minute and of the very ship."""

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

OLD_AREA, NEW_AREA = "11311", "11311"


@pytest.mark.parametrize(
    ("occurred_at", "police", "form"),
    [
        ("2025-06-30T23:50:00+07:00", "district_police", "PL-III-ND39"),
        ("2025-07-01T00:10:00+07:00", "commune_police", "MAU-01-ND129"),
    ],
)
def test_the_night_in_which_the_districts_ended_decides_who_is_told(
    service: Service, occurred_at: str, police: str, form: str
) -> None:
    body = bodies.accident(
        bodies.victim(condition="fatal", died_at=occurred_at),
        occurred_at=occurred_at,
        known_at=occurred_at,
    )

    case = service.declare("employer", body)["case"]

    assert {told["body"] for told in case["recipients"]} == {"labour_department", police}
    assert case["declaration_form"] == form


def test_a_seafarer_on_an_international_ship_is_also_told_to_the_port(service: Service) -> None:
    body = bodies.accident(
        bodies.dead(), special_regime="maritime", ship="international", inside_workplace=True
    )

    case = service.declare("employer", body)["case"]

    told = {recipient["body"]: recipient["because"]["rule"] for recipient in case["recipients"]}
    assert set(told) == {"labour_department", "commune_police", "maritime_port_authority"}
    assert told["maritime_port_authority"] == "seafarer-accidents"
    assert case["level"] == "special"


@pytest.mark.parametrize("ship", ["coastal", "fishing", "military", "public_duty"])
def test_a_seafarer_on_a_ship_left_out_follows_the_ordinary_way(
    service: Service, ship: str
) -> None:
    body = bodies.accident(bodies.dead(), special_regime="maritime", ship=ship)

    case = service.declare("employer", body)["case"]

    assert {told["body"] for told in case["recipients"]} == {"labour_department", "commune_police"}
    assert case["level"] == "provincial"
    assert walks.clock(case, "investigation")["due_at"][:10] == "2026-04-03"


def test_a_technical_incident_is_declared_before_anybody_knows_who_was_hurt(
    service: Service,
) -> None:
    body = bodies.accident(
        technical_incident=True, casualties_unclear=True, injury_factor="explosion"
    )
    body["victims"] = []

    case = service.declare("employer", body)["case"]

    assert (case["severity"], case["level"], case["victims_total"]) == (None, None, 0)
    assert [told["body"] for told in case["recipients"]] == ["labour_department"]
    assert [clock["duty"] for clock in case["clocks"]] == []
    walks.register(service, case["id"])
    service.clock.advance(hours=5)

    found = bodies.dead(full_name="Lê Văn Dũng") | {"reason": "Tìm thấy thi thể"}
    answer = service.post("employer", f"/cases/{case['id']}/victims", found)

    assert answer.status_code == 201, answer.text
    known = service.get("inspector", f"/cases/{case['id']}").json()
    assert (known["severity"], known["level"]) == ("fatal", "provincial")
    # Thirty days from the news of 4 March; two hours from the news of a death, at four o'clock.
    assert walks.clock(known, "investigation")["due_at"][:10] == "2026-04-03"
    assert walks.clock(known, "scene")["due_at"] == "2026-03-04T18:00:00+07:00"
    assert {told["body"] for told in known["recipients"]} == {"labour_department", "commune_police"}
    assert walks.fatal_counts(service) == (1, 1, 0, 0)


def test_what_happened_elsewhere_is_transferred_and_its_new_authority_must_be_told(
    service: Service,
) -> None:
    case_id: str = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    outside = {"action": "reject", "rejection": "outside_jurisdiction", "reason": "Ở tỉnh khác"}
    assert walks.refused(service, "inspector", case_id, "registration", **outside) == {
        "transfer_instead"
    }

    case = service.act(
        "inspector",
        case_id,
        "registration",
        action="transfer",
        authority="Sở Nội vụ tỉnh Quảng Ninh",
        reason="Xảy ra tại Quảng Ninh",
    )

    assert case["tracks"]["registration"] == "rejected"
    assert case["transferred_to"] == "Sở Nội vụ tỉnh Quảng Ninh"
    told = {recipient["body"]: recipient["delivery"] for recipient in case["recipients"]}
    assert told["receiving_authority"] == "pending"
    assert all(clock["status"] == "void" for clock in case["clocks"])
    assert walks.fatal_counts(service) == (0, 0, 0, 0)
