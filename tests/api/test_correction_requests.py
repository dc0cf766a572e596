"""Corrections of a case that is taken in: one person asks, another decides."""

from uuid import UUID

from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies, walks
from tests.support.changes import (
    asked,
    case,
    codes,
    decide,
    declared,
    logged,
    patch,
    registered,
    told,
    versions,
    victim,
    victim_path,
)
from tests.support.service import Service
from tests.support.world import SEALER

NOT_FROM_ACCIDENT = {"death_link": "not_from_accident", "reason": "Kết luận pháp y: bệnh lý"}


def test_after_that_a_correction_is_a_request_and_the_case_stays_as_it_is(
    service: Service,
) -> None:
    case_id = registered(service)
    before = case(service, case_id)

    asked(service, victim_path(service, case_id), full_name="Trần Thị Bính")

    asked_for = case(service, case_id)
    assert asked_for.pop("version") > before.pop("version")
    assert asked_for == before
    assert victim(service, case_id)["full_name"] == "Trần Thị Bình"
    assert versions(service, case_id) == [(1, "declared", None)]
    (shown,) = service.get("employer", f"/cases/{case_id}/corrections").json()["items"]
    assert (shown["state"], shown["fields"]) == ("requested", ["/victims/0/full_name"])
    assert shown["changes"] == {"/victims/0/full_name": "Trần Thị Bính"}


def test_requests_on_different_fields_both_survive_in_either_order(service: Service) -> None:
    case_id = registered(service)
    path = victim_path(service, case_id)
    name = asked(service, path, full_name="Trần Thị Bính")
    wage = asked(service, path, monthly_wage_vnd=12_000_000)

    assert decide(service, case_id, wage).status_code == 200
    assert decide(service, case_id, name, reason="Đúng").status_code == 200

    now = victim(service, case_id)
    assert (now["full_name"], now["monthly_wage_vnd"]) == ("Trần Thị Bính", 12_000_000)
    assert [version for version, *_ in versions(service, case_id)] == [1, 2, 3]


def test_a_death_reported_meanwhile_survives_the_approval(service: Service) -> None:
    case_id = registered(service)
    path = victim_path(service, case_id)
    request = asked(service, path, full_name="Trần Thị Bính")
    died = {"development": "died", "death_link": "emergency", "reason": "Bệnh viện báo"}
    answer = service.post(
        "commune", f"{path}/developments", died | {"died_at": "2026-03-04T10:45:00+07:00"}
    )
    assert answer.status_code == 200, answer.text

    decide(service, case_id, request)

    now = victim(service, case_id)
    assert (now["dead"], now["full_name"]) == (True, "Trần Thị Bính")
    assert case(service, case_id)["level"] == "provincial"


def test_nobody_decides_on_their_own_request(service: Service) -> None:
    case_id = registered(service)
    request = asked(
        service, f"/cases/{case_id}", login="supervisor", workplace={"workers_total": 90}
    )

    answer = decide(service, case_id, request)

    assert (answer.status_code, codes(answer)) == (409, ["own_correction"])
    assert decide(service, case_id, request, login="inspector").status_code == 403


def test_a_refusal_needs_a_reason_and_stays_visible(service: Service) -> None:
    case_id = registered(service)
    request = asked(service, f"/cases/{case_id}", accident={"commuting": True})

    silent = decide(service, case_id, request, action="refuse")
    refused = decide(service, case_id, request, action="refuse", reason="Không có căn cứ")
    again = decide(service, case_id, request)

    assert told(silent) == {("/reason", "required")}
    assert refused.status_code == 200
    assert (again.status_code, again.json()["code"]) == (409, "action-not-allowed")
    (shown,) = service.get("employer", f"/cases/{case_id}/corrections").json()["items"]
    assert (shown["state"], shown["decision_reason"]) == ("refused", "Không có căn cứ")
    assert versions(service, case_id) == [(1, "declared", None)]


def test_a_death_found_not_from_the_accident_lowers_the_case_again(service: Service) -> None:
    case_id = registered(service, bodies.dead())
    recipients = {one["body"] for one in case(service, case_id)["recipients"]}
    request = asked(service, victim_path(service, case_id), **NOT_FROM_ACCIDENT)
    assert case(service, case_id)["severity"] == "fatal"

    decide(service, case_id, request)

    after = case(service, case_id)
    assert (after["severity"], after["level"]) == ("light", "base")
    assert walks.clock(after, "investigation")["due_at"][:10] == "2026-03-08"
    assert {one["body"] for one in after["recipients"]} == recipients
    counts = service.figure("fatal-accident-frequency")["total"]["counts"]
    assert (counts["fatal_accidents"], counts["accidents"]) == (0, 1)


def test_the_log_names_fields_and_never_a_value_or_a_reason(service: Service) -> None:
    case_id = registered(service)
    path = victim_path(service, case_id)
    decide(service, case_id, asked(service, path, full_name="Lê Văn Em"))
    refused = asked(service, path, citizen_id="031190000001")
    decide(service, case_id, refused, action="refuse", reason="Không có căn cước")

    entries = [one for one in logged(service, case_id) if "correction" in one["action"]]

    assert [(one["action"], one["data"]["fields"]) for one in entries] == [
        ("request_correction", "/victims/0/full_name"),
        ("approve_correction", "/victims/0/full_name"),
        ("request_correction", "/victims/0/citizen_id"),
        ("refuse_correction", "/victims/0/citizen_id"),
    ]
    assert not any(
        value in str(entries) for value in ("Lê Văn Em", "031190000001", "Ghi nhầm", "căn cước")
    )


def test_a_closed_file_is_not_corrected_but_a_request_left_in_it_can_be_refused(
    service: Service,
) -> None:
    case_id = declared(service)
    walks.register(service, case_id)
    request = asked(service, f"/cases/{case_id}", accident={"place": "Kho"})
    service.act("inspector", case_id, "registration", action="request_void", reason="Khai nhầm")
    service.act("supervisor", case_id, "registration", action="approve_void")

    answer = patch(service, "employer", f"/cases/{case_id}", accident={"place": "Sân"})

    assert (answer.status_code, codes(answer)) == (409, ["file_not_open"])
    assert codes(decide(service, case_id, request)) == ["file_not_open"]
    assert decide(service, case_id, request, action="refuse", reason="Hủy").status_code == 200


def test_what_another_request_has_changed_already_is_not_changed_again(service: Service) -> None:
    case_id = registered(service)
    first, second = (
        asked(service, f"/cases/{case_id}", accident={"place": "Kho"}) for _ in range(2)
    )
    decide(service, case_id, first)

    assert told(decide(service, case_id, second)) == {("/accident/place", "nothing_changes")}


def test_values_are_shown_only_to_who_may_see_the_field(service: Service) -> None:
    case_id = registered(service, bodies.dead())
    asked(service, victim_path(service, case_id), injury_codes=["011"], sex="male")

    (shown,) = service.get("police", f"/cases/{case_id}/corrections").json()["items"]

    assert shown["fields"] == ["/victims/0/sex", "/victims/0/injury_codes"]
    assert shown["changes"] == {"/victims/0/sex": "male"}
    assert shown["masked_fields"] == ["/victims/0/injury_codes"]


def test_a_linked_declaration_is_changed_on_its_case_alone_which_lists_its_versions(
    service: Service,
) -> None:
    case_id, linked = registered(service), declared(service, bodies.victim(full_name="Lê Văn Em"))
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.get_one(CaseRow, UUID(linked)).led_by_id = UUID(case_id)

    answer = patch(service, "employer", f"/cases/{linked}", accident={"place": "Kho"})

    assert (answer.status_code, codes(answer)) == (409, ["file_not_open"])
    items = service.get("inspector", f"/cases/{case_id}/declarations").json()["items"]
    assert [one["case_id"] for one in items] == [case_id, linked]
