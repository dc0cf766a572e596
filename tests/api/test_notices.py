"""The notice to each body has a state of its own: told by hand, failed, acknowledged."""

import json
from uuid import uuid4

import pytest

from tests.support import bodies, walks
from tests.support.notices import OWN_EMPLOYER, act, done, fatal, log_of, recipient
from tests.support.service import Service


def test_a_telephone_call_is_recorded_for_the_one_body_and_logged(service: Service) -> None:
    case = fatal(service, employer_tax_code=OWN_EMPLOYER)
    other = recipient(service, case["id"], f"employer:{OWN_EMPLOYER}")

    told = done(
        service, case["id"], action="record_delivery", channel="phone", reference="CV 12/2026"
    )

    assert (told["delivery"], told["channel"], told["reference"]) == (
        "delivered",
        "phone",
        "CV 12/2026",
    )
    assert (told["delivered_at"], told["attempts"]) == ("2026-03-04T11:00:00+07:00", 1)
    assert recipient(service, case["id"], f"employer:{OWN_EMPLOYER}") == other
    (entry,) = log_of(service, case["id"])
    assert (entry["track"], entry["action"], entry["role"]) == (
        "registration",
        "record_delivery",
        "inspector",
    )
    assert entry["data"] == {
        "recipient": told["id"],
        "body": "commune_police",
        "delivery": "delivered",
        "channel": "phone",
    }


def test_a_failed_attempt_is_put_off_twice_as_long_each_time_until_it_is_asked_for_at_once(
    service: Service,
) -> None:
    case = fatal(service)

    first = done(service, case["id"], action="record_failure", error="Không ai nghe máy")
    second = done(service, case["id"], action="record_failure", error="Máy bận")
    retried = done(service, case["id"], action="retry")

    assert (first["delivery"], first["attempts"], first["last_error"]) == (
        "failed",
        1,
        "Không ai nghe máy",
    )
    assert first["next_attempt_at"] == "2026-03-04T11:01:00+07:00"
    assert (second["attempts"], second["next_attempt_at"]) == (2, "2026-03-04T11:02:00+07:00")
    assert (retried["delivery"], retried["next_attempt_at"]) == (
        "failed",
        "2026-03-04T11:00:00+07:00",
    )
    assert "Không ai nghe máy" not in json.dumps(log_of(service, case["id"]), ensure_ascii=False)


def test_the_police_of_the_ward_acknowledge_and_nothing_is_left_to_do(service: Service) -> None:
    case = fatal(service)
    done(service, case["id"], action="record_delivery", channel="in_person")

    told = done(service, case["id"], "police", action="acknowledge")

    assert (told["delivery"], told["channel"]) == ("acknowledged", "in_person")
    assert told["acknowledged_at"] == "2026-03-04T11:00:00+07:00"
    assert told["available_actions"] == []
    answer = act(service, case["id"], action="retry")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "action-not-allowed")
    assert (problem["state"], problem["allowed_actions"]) == ("acknowledged", [])


def test_the_police_acknowledge_what_they_read_here_before_anybody_called(
    service: Service,
) -> None:
    case = fatal(service)

    told = done(service, case["id"], "police", action="acknowledge")

    assert (told["delivery"], told["channel"]) == ("acknowledged", "service")


def test_a_delivered_notice_waits_for_the_acknowledgement_alone(service: Service) -> None:
    case = fatal(service)
    done(service, case["id"], action="record_delivery", channel="fax")

    answer = act(service, case["id"], action="record_failure", error="x")

    assert (answer.status_code, answer.json()["state"]) == (409, "delivered")
    assert answer.json()["allowed_actions"] == []


@pytest.mark.parametrize(
    ("login", "move", "status"),
    [
        ("employer", {"action": "record_delivery", "channel": "phone"}, 403),
        ("commune", {"action": "retry"}, 403),
        ("police", {"action": "record_failure", "error": "x"}, 403),
        ("inspector", {"action": "acknowledge"}, 403),
        ("other-employer", {"action": "retry"}, 404),
        ("inspector", {"action": "record_delivery", "channel": "http"}, 422),
        ("supervisor", {"action": "retry"}, 200),
    ],
)
def test_each_action_is_for_those_whose_work_it_is(
    service: Service, login: str, move: bodies.Body, status: int
) -> None:
    assert act(service, fatal(service)["id"], login, **move).status_code == status


def test_a_notice_is_found_under_its_own_case_only(service: Service) -> None:
    one, two = fatal(service), fatal(service)
    told = recipient(service, one["id"])

    for case_id, recipient_id in ((two["id"], told["id"]), (one["id"], uuid4())):
        path = f"/cases/{case_id}/recipients/{recipient_id}/actions"
        assert service.post("inspector", path, {"action": "retry"}).status_code == 404


def test_the_work_list_tells_of_all_cases_the_oldest_first(service: Service) -> None:
    ids = [fatal(service)["id"]]
    walks.register(service, ids[0])
    ids += [fatal(service)["id"], fatal(service)["id"]]
    done(service, ids[1], action="record_failure", error="Máy bận")

    listed, path = [], "/api/v1/notices?delivery=pending&limit=1"
    while path:
        page = service.client.get(path, headers=service.headers("inspector")).json()
        listed += page["items"]
        path = page["next"]
    (failed,) = service.get("inspector", "/notices", delivery="failed").json()["items"]

    assert [one["case_id"] for one in listed] == [ids[0], ids[2]]
    assert (listed[0]["body"], listed[0]["name_vi"]) == (
        "commune_police",
        "Công an phường Hồng Bàng",
    )
    assert listed[0]["case_number"] == "HP-2026-000001"
    assert (failed["case_id"], failed["attempts"], failed["last_error"]) == (ids[1], 1, "Máy bận")
    assert len(service.get("inspector", "/notices").json()["items"]) == 6
    assert service.get("police", "/notices").status_code == 403
