"""The stories of declarations that were incomplete, or not for this authority."""

from tests.support import bodies, walks
from tests.support.service import Service


def test_a_returned_declaration_is_completed_and_judged_anew(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    returned = service.act(
        "inspector", case["id"], "registration", action="return", reason="Thiếu người bị nạn"
    )
    assert returned["tracks"]["registration"] == "returned"

    whole = bodies.accident(bodies.victim(), bodies.dead(full_name="Lê Văn Em", sex="male"))
    completed = service.act(
        "employer", case["id"], "registration", action="complete", declaration=whole
    )

    assert completed["tracks"]["registration"] == "declared"
    assert (completed["severity"], completed["level"]) == ("fatal", "provincial")
    assert completed["victims_total"] == 2
    statuses = [
        (clock["duty"], clock["status"], clock["due_at"][:10]) for clock in completed["clocks"]
    ]
    assert statuses == [
        ("investigation", "void", "2026-03-08"),
        ("investigation", "running", "2026-04-03"),
        ("scene", "running", "2026-03-04"),
    ]
    counts = service.figure("fatal-accident-frequency")["total"]["counts"]
    assert (counts["fatal_accidents"], counts["victims"]) == (1, 2)


def test_a_victim_no_longer_named_is_withdrawn_and_not_counted(service: Service) -> None:
    both = bodies.accident(bodies.victim(), bodies.victim(full_name="Lê Văn Em"))
    case = service.declare("employer", both)["case"]
    service.act("inspector", case["id"], "registration", action="return", reason="Kể thừa")

    completed = service.act(
        "employer",
        case["id"],
        "registration",
        action="complete",
        declaration=bodies.accident(bodies.victim()),
    )

    assert completed["victims_total"] == 1
    assert service.figure("fatal-accident-frequency")["total"]["counts"]["victims"] == 1


def test_a_completed_declaration_with_faults_is_refused_with_their_places(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    service.act("inspector", case["id"], "registration", action="return", reason="Thiếu")
    faulty = bodies.accident(bodies.victim(sex="x"), area_code="99999")

    answer = service.post(
        "employer",
        f"/cases/{case['id']}/registration/actions",
        {"action": "complete", "declaration": faulty},
    )

    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {
        "/declaration/victims/0/sex",
        "/declaration/accident/area_code",
    }


def test_a_rejected_declaration_counts_nowhere_and_runs_no_clock(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]

    rejected = service.act(
        "inspector",
        case["id"],
        "registration",
        action="reject",
        rejection="not_an_accident_at_work",
        reason="Xảy ra khi không làm việc",
    )

    assert rejected["tracks"]["registration"] == "rejected"
    assert [clock["status"] for clock in rejected["clocks"]] == ["void", "void"]
    assert rejected["available_actions"] == []
    assert service.figure("fatal-accident-frequency")["total"]["counts"]["accidents"] == 0


def test_an_accident_found_not_occupational_leaves_the_figures(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    walks.register(service, case["id"])

    walks.investigate(service, case["id"], conclusion="not_occupational", fault=None)

    for name in ("fatal-accident-frequency", "fatal-case-investigation"):
        counts = service.figure(name)["total"]["counts"]
        assert set(counts.values()) == {0}


def test_an_employer_cannot_complete_what_was_not_returned(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]

    answer = service.post(
        "employer",
        f"/cases/{case['id']}/registration/actions",
        {"action": "complete", "declaration": bodies.accident(bodies.victim())},
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "action-not-allowed"
    assert answer.json()["state"] == "declared"


def test_nothing_is_investigated_in_a_rejected_file(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    rejection = {"action": "reject", "rejection": "duplicate", "reason": "Trùng"}
    service.act("inspector", case["id"], "registration", **rejection)

    answer = service.post(
        "employer",
        f"/cases/{case['id']}/investigation/actions",
        {
            "action": "form_team",
            "decision_no": "1",
            "decided_on": "2026-03-04",
            "members": bodies.BASE_TEAM,
        },
    )

    assert answer.status_code == 409
    assert [fault["code"] for fault in answer.json()["errors"]] == ["file_not_open"]


def test_a_disease_does_not_complete_a_declared_accident(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    service.act("inspector", case["id"], "registration", action="return", reason="Thiếu")

    answer = service.post(
        "employer",
        f"/cases/{case['id']}/registration/actions",
        {"action": "complete", "declaration": bodies.disease()},
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "kind_differs"
