"""Corrections: of any field that the case has, at once before it is taken in."""

import pytest

from tests.support import bodies
from tests.support.changes import (
    codes,
    declared,
    logged,
    patch,
    registered,
    told,
    versions,
    victim_path,
)
from tests.support.service import Service


def test_before_it_is_taken_in_a_correction_holds_at_once_as_another_version(
    service: Service,
) -> None:
    case_id = declared(service)

    answer = patch(service, "employer", f"/cases/{case_id}", accident={"place": "Kho hàng"})

    assert answer.status_code == 200, answer.text
    assert answer.json()["place"] == "Kho hàng"
    assert versions(service, case_id) == [
        (1, "declared", None),
        (2, "corrected", "Ghi nhầm"),
    ]
    (entry,) = (one for one in logged(service, case_id) if one["action"] == "correct")
    assert entry["data"]["fields"] == "/accident/place"


def test_only_the_declarant_and_the_department_correct_what_is_not_taken_in(
    service: Service,
) -> None:
    case_id = declared(service)

    by_commune = patch(service, "commune", f"/cases/{case_id}", accident={"place": "Kho"})
    by_inspector = patch(service, "inspector", f"/cases/{case_id}", accident={"place": "Kho"})

    assert (by_commune.status_code, codes(by_commune)) == (409, ["not_the_declarant"])
    assert by_inspector.status_code == 200


def test_every_fault_is_told_by_its_place_in_the_request(service: Service) -> None:
    case_id = registered(service)

    of_case = patch(
        service,
        "employer",
        f"/cases/{case_id}",
        workplace={"vsic_code": "0011", "workers_total": 10, "workers_female": 11},
        accident={"area_code": "99999", "ship": "fishing"},
    )
    of_victim = patch(
        service,
        "employer",
        victim_path(service, case_id),
        injury_codes=["999"],
        died_at="2026-03-04T08:00:00+07:00",
        full_name="Trần Thị Bình",
    )

    assert told(of_case) == {
        ("/workplace/vsic_code", "unknown_code"),
        ("/workplace/workers_female", "more_than_total"),
        ("/accident/area_code", "unknown_area"),
        ("/accident/ship", "not_maritime"),
    }
    assert told(of_victim) == {
        ("/injury_codes/0", "unknown_code"),
        ("/died_at", "before_accident"),
        ("/full_name", "nothing_changes"),
    }


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, ("", "nothing_changes")),
        ({"accident": {"occurred_at": None}}, ("/accident/occurred_at", "not_a_moment")),
        ({"accident": None}, ("/accident", "not_an_object")),
        ({"accident": {"colour": "red"}}, ("/accident/colour", "unknown_field")),
        ({"accident": {"commuting": "true"}}, ("/accident/commuting", "not_a_flag")),
        ({"disease": {"list_no": 2}}, ("/disease/list_no", "not_of_this_case")),
        ({"workplace": {"tax_code": "0200556677"}}, ("/workplace/tax_code", "not_your_unit")),
        ({"kind": "disease"}, ("/kind", "unknown_field")),
    ],
)
def test_what_is_no_correction_of_the_case_is_refused(
    service: Service, body: bodies.Body, fault: tuple[str, str]
) -> None:
    answer = patch(service, "employer", f"/cases/{declared(service)}", **body)

    assert (answer.status_code, told(answer)) == (422, {fault})


def test_a_field_that_may_be_empty_is_emptied_by_null(service: Service) -> None:
    case_id = declared(service)

    answer = patch(service, "employer", f"/cases/{case_id}", accident={"place": None})

    assert (answer.status_code, answer.json()["place"]) == (200, None)


def test_whether_it_was_declared_in_time_follows_a_corrected_moment_of_knowing(
    service: Service,
) -> None:
    early = bodies.accident(
        bodies.victim(condition="fatal"),
        occurred_at="2026-03-01T09:00:00+07:00",
        known_at="2026-03-01T09:10:00+07:00",
    )
    case_id = service.declare("employer", early)["case"]["id"]

    def in_time() -> int:
        counts = service.figure("fatal-case-investigation")["total"]["counts"]
        return int(counts["declared_in_time"])

    assert in_time() == 0

    known_at = "2026-03-04T09:10:00+07:00"
    patch(service, "inspector", f"/cases/{case_id}", accident={"known_at": known_at})

    assert in_time() == 1


def test_a_stranger_learns_nothing_of_a_case(service: Service) -> None:
    case_id = registered(service)
    path = victim_path(service, case_id)

    answers = [
        patch(service, "other-employer", f"/cases/{case_id}", accident={"place": "Kho"}),
        patch(service, "other-employer", path, full_name="X"),
        service.get("other-employer", f"/cases/{case_id}/corrections"),
        service.get("other-employer", f"/cases/{case_id}/declarations"),
    ]

    assert {answer.status_code for answer in answers} == {404}
