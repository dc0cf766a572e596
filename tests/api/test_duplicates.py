"""Cases that may be one: found while they are declared, and asked about until somebody decides."""

import pytest

from tests.support import bodies, walks
from tests.support.bodies import Body
from tests.support.service import Service
from tests.support.twice import (
    BINH,
    KNOWN_BY_THE_COMMUNE,
    WHY,
    at,
    by_commune,
    by_employer,
    declared,
    like,
    log,
    say,
)
from tests.support.world import OTHER_TAX_CODE


def both(service: Service) -> tuple[str, str]:
    """Declare one accident by the employer and by the commune."""
    one = declared(service, "employer", by_employer())
    return one, declared(service, "commune", by_commune())


def refused(service: Service, case_id: str) -> set[str]:
    """Return why the case cannot be registered; nothing if it could."""
    path = f"/cases/{case_id}/registration/actions"
    answer = service.post("inspector", path, {"action": "register"})
    return {fault["code"] for fault in answer.json().get("errors", [])}


def keep_apart(service: Service, case_id: str, other: str) -> None:
    answer = say(service, case_id, "not_duplicate", other)
    assert answer.status_code == 201, answer.text


def entries(service: Service, case_id: str) -> list[str]:
    return [entry["action"] for entry in log(service, case_id)]


SECOND = {
    "the same day by employer and commune": by_commune(occurred_at="2026-03-04T07:00:00+07:00"),
    "the name without accents": by_commune(KNOWN_BY_THE_COMMUNE | {"full_name": "TRAN THI BINH"}),
    "the birth year alone": by_commune(bodies.victim(birth_year=1990)),
    "the place by its commune alone": at(by_commune(place="Phường Hồng Bàng"), OTHER_TAX_CODE),
    "before and after midnight": by_commune(occurred_at="2026-03-03T23:40:00+07:00"),
}


@pytest.mark.parametrize("second", SECOND.values(), ids=SECOND.keys())
def test_one_accident_declared_twice_is_found_and_neither_is_registered(
    service: Service, second: Body
) -> None:
    early = "2026-03-04T00:10:00+07:00" if "23:40" in second["accident"]["occurred_at"] else None
    first = by_employer(occurred_at=early) if early else by_employer()
    second["accident"]["known_at"] = None
    one = declared(service, "employer", first)
    other = declared(service, "commune", second)

    assert refused(service, one) == refused(service, other) == {"possible_duplicate"}
    (found,) = like(service, one)
    assert (found["case_id"], found["state"]) == (other, "open")
    assert like(service, other)[0]["case_id"] == one


def test_both_records_and_the_evidence_lie_side_by_side(service: Service) -> None:
    one, other = both(service)

    answer = service.get("inspector", f"/cases/{one}/possible-duplicates").json()

    (found,) = answer["items"]
    assert (answer["case"]["id"], found["other"]["id"]) == (one, other)
    assert answer["case"]["victims"] == found["other"]["victims"]
    assert answer["case"]["declared_by"] == ["employer"]
    assert found["other"]["declared_by"] == ["commune"]
    assert found["score"] == 125
    assert {reason["code"]: reason["label_en"] for reason in found["reasons"]} == {
        "same_name": "same name",
        "same_birth_date": "same date of birth",
        "same_hour": "at most 1 hour apart",
        "same_area": "same commune",
        "same_employer": "same employer",
    }
    assert "031190000000" not in str(answer)


def test_who_may_not_link_is_told_no_more_than_that_there_is_another(service: Service) -> None:
    one, other = both(service)

    answer = service.get("employer", f"/cases/{one}/possible-duplicates").json()

    assert answer["case"] is None
    (found,) = answer["items"]
    assert (found.pop("case_id"), found.pop("state")) == (other, "open")
    hidden = found.pop("masked_fields")
    assert found == dict.fromkeys(hidden)
    assert service.get("other-employer", f"/cases/{one}/possible-duplicates").status_code == 404


def test_what_was_found_stands_in_the_log_of_the_case_that_found_it(service: Service) -> None:
    one, other = both(service)

    entry = log(service, other)[-1]

    assert entry["action"] == "found_possible_duplicate"
    assert entry["data"] == {"other": one, "score": 125, "automatic": True}
    assert entries(service, one) == ["declare"]


def test_other_people_at_one_employer_in_one_hour_are_listed_and_hold_nothing_up(
    service: Service,
) -> None:
    one = declared(service, "employer", by_employer())
    other = declared(service, "employer", by_employer(bodies.victim(full_name="Lê Văn Em")))

    (found,) = like(service, one)

    assert (found["case_id"], found["state"], found["score"]) == (other, None, 40)
    assert refused(service, one) == set()


def test_an_accident_a_week_later_is_not_even_listed(service: Service) -> None:
    one = declared(service, "employer", by_employer())
    service.clock.advance(days=8)
    week_later = by_employer(occurred_at="2026-03-11T09:30:00+07:00", known_at=None)
    declared(service, "employer", week_later)

    assert like(service, one) == []


def test_one_disease_is_found_again_however_late_and_another_worker_s_is_not(
    service: Service,
) -> None:
    one = declared(service, "employer", bodies.disease())
    service.clock.advance(days=400)
    other_worker = bodies.disease(diagnosed_on="2027-03-01")
    other_worker["victims"][0]["full_name"] = "Lê Văn Em"
    declared(service, "employer", other_worker)

    again = declared(service, "employer", bodies.disease(diagnosed_on="2027-03-01"))

    assert [found["case_id"] for found in like(service, again)] == [one]
    assert refused(service, again) == {"possible_duplicate"}


def test_a_decision_frees_the_registration(service: Service) -> None:
    one, other = both(service)

    keep_apart(service, one, other)

    assert walks.register(service, one)["number"]
    assert walks.register(service, other)["number"]
    (found,) = like(service, one)
    assert (found["state"], found["decision_reason"]) == ("not_duplicate", WHY)


def test_a_case_that_is_refused_holds_up_nobody(service: Service) -> None:
    one, other = both(service)

    service.act(
        "inspector",
        other,
        "registration",
        action="reject",
        rejection="duplicate",
        reason="Đã có khai báo",
    )

    assert walks.register(service, one)["number"]


def complete(service: Service, case_id: str, body: Body) -> None:
    service.act("inspector", case_id, "registration", action="return", reason="Thiếu chức vụ")
    service.act("employer", case_id, "registration", action="complete", declaration=body)


def test_what_was_decided_is_remembered_while_nothing_that_was_compared_changes(
    service: Service,
) -> None:
    one, other = both(service)
    keep_apart(service, one, other)
    slower = by_employer(description="Như khai báo trước, thêm lời kể của tổ trưởng.")

    complete(service, one, slower)

    assert like(service, one)[0]["state"] == "not_duplicate"
    assert refused(service, one) == set()


def test_it_is_asked_again_when_what_was_compared_changes(service: Service) -> None:
    one, other = both(service)
    keep_apart(service, one, other)

    complete(service, one, by_employer(bodies.victim(birth_year=1990)))

    (found,) = like(service, one)
    assert (found["state"], found["decided_at"]) == ("open", None)
    assert refused(service, one) == {"possible_duplicate"}
    assert "found_possible_duplicate" in entries(service, one)


def test_a_completed_declaration_is_compared_as_a_new_one_is(service: Service) -> None:
    stranger = bodies.victim(full_name="Lê Văn Em", sex="male")
    one = declared(service, "employer", by_employer(stranger, occurred_at="2026-03-02T09:30:00Z"))
    other = declared(service, "commune", by_commune())
    assert refused(service, other) == set()

    complete(service, one, by_employer())

    assert refused(service, one) == {"possible_duplicate"}
    assert like(service, other)[0]["state"] == "open"


def test_a_pair_that_is_no_longer_alike_goes_by_itself(service: Service) -> None:
    one, other = both(service)

    complete(service, one, by_employer(occurred_at="2026-02-01T09:30:00+07:00", known_at=None))

    assert like(service, one) == like(service, other) == []
    assert refused(service, one) == refused(service, other) == set()


def test_a_victim_who_is_no_longer_named_is_not_compared(service: Service) -> None:
    em = bodies.victim(full_name="Lê Văn Em", sex="male", birth_date="1980-01-01")
    one = declared(service, "employer", bodies.accident(em, BINH))
    declared(service, "commune", by_commune())

    complete(service, one, bodies.accident(em))

    (found,) = like(service, one)
    assert found["state"] is None
