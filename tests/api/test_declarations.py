"""What is taken in, what is refused with every fault told, and what is only warned of."""

from copy import deepcopy
from typing import Any

import pytest

from osh_incidents.api.schemas.examples import ACCIDENT, DISEASE
from tests.support import bodies
from tests.support.service import Service


def pointers(answer: Any) -> set[tuple[str, str]]:
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}


def cases_stored(service: Service) -> int:
    return len(service.get("inspector", "/cases").json()["items"])


def test_the_published_examples_are_taken_in(service: Service) -> None:
    for example in (ACCIDENT, DISEASE):
        answer = service.post("employer", "/declarations", example)
        assert answer.status_code == 201, answer.text
        tracking_no = answer.json()["declaration"]["tracking_no"]
        assert answer.headers["Location"] == f"/api/v1/declarations/{tracking_no}"


def test_faults_of_fields_and_across_fields_are_told_at_once(service: Service) -> None:
    body = bodies.accident(
        bodies.victim(full_name=7, injury_codes=["999"], died_at="2026-03-04T08:00:00+07:00"),
        area_code="99999",
        known_at="2026-03-04T09:00:00+07:00",
    )
    body["victims"][0]["nickname"] = "Bình"
    body["workplace"].update(workers_total=10, workers_female=11, owner_type="king")
    del body["declarant"]["name"]

    answer = service.post("employer", "/declarations", body)

    assert answer.status_code == 422
    assert pointers(answer) == {
        ("/declarant/name", "required"),
        ("/workplace/owner_type", "not_in_list"),
        ("/workplace/workers_female", "more_than_total"),
        ("/accident/area_code", "unknown_area"),
        ("/accident/known_at", "before_accident"),
        ("/victims/0/full_name", "not_a_text"),
        ("/victims/0/nickname", "unknown_field"),
        ("/victims/0/injury_codes/0", "unknown_code"),
        ("/victims/0/died_at", "before_accident"),
    }
    assert cases_stored(service) == 0


def test_a_fault_in_one_part_does_not_hide_what_is_wrong_across_another(
    service: Service,
) -> None:
    twice = bodies.victim(citizen_id="031190000001", injury_codes=["999"])
    body = bodies.accident(twice, twice)
    del body["declarant"]

    answer = service.post("employer", "/declarations", body)

    assert pointers(answer) == {
        ("/declarant", "required"),
        ("/victims/0/injury_codes/0", "unknown_code"),
        ("/victims/1/injury_codes/0", "unknown_code"),
        ("/victims/1/citizen_id", "duplicate_victim"),
    }


@pytest.mark.parametrize(
    ("section", "field", "value", "code"),
    [
        ("accident", "occurred_at", "2026-03-04T09:30:00", "not_a_moment"),
        ("accident", "occurred_at", 1772591400, "not_a_moment"),
        ("accident", "occurred_at", "2026-13-04T09:30:00+07:00", "invalid"),
        ("accident", "occurred_at", "2027-03-04T09:30:00+07:00", "in_future"),
        ("accident", "occurred_at", "2016-06-30T23:59:59+07:00", "before_law"),
        ("accident", "occurred_at", "0001-01-01T00:00:00+14:00", "not_a_moment"),
        ("accident", "inside_workplace", "true", "not_a_flag"),
        ("accident", "preliminary_cause", "12", "unknown_code"),
        ("accident", "description", "", "too_short"),
        ("accident", "description", "tên\u0000", "bad_characters"),
        ("accident", "place", "\u202egnohp", "bad_characters"),
        ("workplace", "tax_code", "123", "not_a_tax_code"),
        ("workplace", "vsic_code", "25x", "bad_format"),
        ("workplace", "vsic_code", "0011", "unknown_code"),
        ("workplace", "workers_total", 1.5, "not_a_number"),
        ("workplace", "workers_total", -1, "too_small"),
        ("declarant", "phone", "12", "not_a_phone"),
        ("declarant", "role", "commune", "not_your_role"),
        ("declarant", "role", "authority", "not_your_role"),
    ],
)
def test_each_fault_names_its_field(
    service: Service, section: str, field: str, value: object, code: str
) -> None:
    body = bodies.accident()
    body[section][field] = value

    answer = service.post("employer", "/declarations", body)

    assert answer.status_code == 422
    assert (f"/{section}/{field}", code) in pointers(answer)


def test_faults_are_told_in_vietnamese_unless_english_is_preferred(service: Service) -> None:
    headers = service.headers("employer")
    del headers["Accept-Language"]

    answer = service.client.post("/api/v1/declarations", json={}, headers=headers)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Dữ liệu không hợp lệ"
    assert {fault["detail"] for fault in answer.json()["errors"]} == {"Thiếu trường bắt buộc."}


def test_a_wrong_check_digit_and_a_wrong_severity_are_kept_with_a_warning(
    service: Service,
) -> None:
    body = bodies.accident(bodies.victim(condition="severe"))
    body["workplace"]["tax_code"] = "0200123456"

    answer = service.post("inspector", "/declarations", body)

    assert answer.status_code == 201
    codes = {warning["code"] for warning in answer.json()["declaration"]["warnings"]}
    assert codes == {"check_digit", "severity_differs"}
    assert answer.json()["case"]["severity"] == "light"


def test_a_death_without_its_time_is_still_a_death(service: Service) -> None:
    body = bodies.accident(bodies.victim(condition="fatal"))

    assert service.declare("employer", body)["case"]["severity"] == "fatal"


def test_a_dry_run_derives_everything_and_stores_nothing(service: Service) -> None:
    answer = service.post(
        "employer", "/declarations", bodies.accident(bodies.dead()), dry_run="true"
    )

    assert answer.status_code == 200
    assert answer.json()["level"] == "provincial"
    assert {told["body"] for told in answer.json()["recipients"]} == {
        "labour_department",
        "commune_police",
    }
    assert cases_stored(service) == 0


def test_a_dry_run_tells_the_same_faults(service: Service) -> None:
    body = bodies.accident(area_code="99999")

    answer = service.post("employer", "/declarations", body, dry_run="true")

    assert pointers(answer) == {("/accident/area_code", "unknown_area")}


@pytest.mark.parametrize(
    ("occurred_at", "told", "form"),
    [
        ("2025-06-30T23:50:00+07:00", {"labour_department", "district_police"}, "PL-III-ND39"),
        ("2025-07-01T00:10:00+07:00", {"labour_department", "commune_police"}, "MAU-01-ND129"),
        ("2025-06-30T17:10:00Z", {"labour_department", "commune_police"}, "MAU-01-ND129"),
    ],
)
def test_recipients_and_form_follow_the_local_day_of_the_accident(
    service: Service, occurred_at: str, told: set[str], form: str
) -> None:
    body = bodies.accident(bodies.victim(condition="fatal"), occurred_at=occurred_at, known_at=None)

    case = service.declare("employer", body)["case"]

    assert {recipient["body"] for recipient in case["recipients"]} == told
    assert case["declaration_form"] == form


def test_a_case_keeps_the_name_that_its_area_bore_on_the_day(service: Service) -> None:
    before = bodies.accident(occurred_at="2025-06-30T09:30:00+07:00", known_at=None)
    after = bodies.accident(occurred_at="2025-07-01T09:30:00+07:00", known_at=None)

    names = [service.declare("employer", body)["case"]["area_name"] for body in (before, after)]

    assert names == ["Phường Minh Khai", "Phường Hồng Bàng"]


def test_an_employer_declares_for_its_own_tax_code_only(service: Service) -> None:
    answer = service.post("other-employer", "/declarations", bodies.accident())

    assert pointers(answer) == {("/workplace/tax_code", "not_your_unit")}


def test_a_commune_declares_in_its_own_area_only(service: Service) -> None:
    body = bodies.accident(bodies.victim(relation="no_contract"))
    body["declarant"]["role"] = "commune"

    answer = service.post("other-commune", "/declarations", body)

    assert pointers(answer) == {("/accident/area_code", "outside_your_area")}


def test_a_declaration_is_read_back_as_it_was_sent(service: Service) -> None:
    sent = deepcopy(ACCIDENT)
    tracking_no = service.declare("employer", sent)["declaration"]["tracking_no"]

    content = service.get("employer", f"/declarations/{tracking_no}").json()["content"]

    # What was not sent is read back empty.
    assert content["victims"] == [content["victims"][0] | sent["victims"][0]]
    assert content["workplace"] == sent["workplace"]
    assert content["accident"]["occurred_at"] == sent["accident"]["occurred_at"]


def test_another_employers_declaration_is_as_if_absent(service: Service) -> None:
    tracking_no = service.declare("employer", ACCIDENT)["declaration"]["tracking_no"]

    foreign = service.get("other-employer", f"/declarations/{tracking_no}")
    absent = service.get("other-employer", "/declarations/AAAAAA-BBBBBB-CCCCCC-DDDDDD")

    assert foreign.status_code == absent.status_code == 404
    assert {**foreign.json(), "instance": ""} == {**absent.json(), "instance": ""}


def test_a_disease_that_is_not_in_the_list_of_its_day_is_refused(service: Service) -> None:
    covid_before_its_day = bodies.disease(list_no=35, diagnosed_on="2023-03-31", exposures=[])

    answer = service.post("employer", "/declarations", covid_before_its_day)

    assert pointers(answer) == {("/disease/list_no", "not_in_list")}


def test_one_person_cannot_be_listed_twice(service: Service) -> None:
    twice = bodies.victim(citizen_id="031190000001")

    answer = service.post("employer", "/declarations", bodies.accident(twice, twice))

    assert pointers(answer) == {("/victims/1/citizen_id", "duplicate_victim")}


def test_victims_may_be_missing_only_while_nobody_knows_who_was_hurt(service: Service) -> None:
    unclear = bodies.accident(technical_incident=True, casualties_unclear=True)
    without: bodies.Body = {"victims": []}

    plain = service.post("employer", "/declarations", bodies.accident() | without)
    taken_in = service.post("employer", "/declarations", unclear | without)

    assert pointers(plain) == {("/victims", "victims_required")}
    assert (taken_in.status_code, taken_in.json()["case"]["severity"]) == (201, None)


def test_the_department_declares_what_it_found_itself(service: Service) -> None:
    body = bodies.accident()
    body["declarant"]["role"] = "authority"

    assert service.declare("inspector", body)["case"]["found_undeclared"] is True
