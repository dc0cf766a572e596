"""What would falsify the records: lost, backdated, voided or doubled entries, and odd clocks."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support import bodies, changes, walks
from tests.support.service import Service

DECLARED_AT = "2026-03-04T11:00:00+07:00"
"""The moment at which the clock of the tests begins."""


def fatal(service: Service, **changed: Any) -> str:
    body = bodies.accident(bodies.dead(**changed))
    case_id: str = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    return case_id


def owed(service: Service) -> tuple[str, int]:
    """Return a decided claim of which nothing is paid, and what is owed."""
    case_id = fatal(service)
    walks.begin(service, case_id)
    walks.finish(service, case_id)
    ((path, claim),) = walks.claims(service, case_id)
    least: int = claim["minimum_vnd"]
    decided = {"amount_vnd": least, "decision_no": "9/QĐ-BT", "decided_on": "2026-03-04"}
    walks.act_on_claim(service, "employer", path, action="decide", **decided)
    return path, least


def test_t13_corrections_of_different_fields_at_once_all_stay(service: Service) -> None:
    case_id = changes.declared(service)
    fields: dict[str, Any] = {
        "place": "Kho hàng",
        "description": "Ngã từ giàn giáo",
        "rescue": "Đã đưa đi viện",
        "scene_kept": False,
    }

    def correct(name: str) -> int:
        changed = {"accident": {name: fields[name]}}
        answer = changes.patch(service, "employer", f"/cases/{case_id}", **changed)
        status: int = answer.status_code
        return status

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(correct, fields))

    newest = service.get("inspector", f"/cases/{case_id}/declarations").json()["items"]
    assert statuses == [200] * 4
    assert len(newest) == 5
    log = changes.logged(service, case_id)
    told = [one["data"]["fields"] for one in log if one["action"] == "correct"]
    assert sorted(told) == sorted(f"/accident/{name}" for name in fields)
    assert changes.case(service, case_id)["place"] == "Kho hàng"


@pytest.mark.parametrize("named", ["received_at", "declared_at", "created_at"])
def test_t23_nobody_says_when_a_declaration_came(service: Service, named: str) -> None:
    body = bodies.accident() | {named: "2026-03-01T00:00:00+07:00"}

    answer = service.post("employer", "/declarations", body)

    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {f"/{named}"}


def test_t23_the_moment_of_receipt_is_the_servers_whatever_a_caller_claims(
    service: Service,
) -> None:
    claims = {
        "Date": "Sun, 01 Mar 2026 00:00:00 GMT",
        "X-Received-At": "2026-03-01T00:00:00Z",
        "Timezone": "Etc/GMT+12",
    }
    body = bodies.accident(known_at="2026-03-04T04:30:00+02:00")
    body["accident"]["occurred_at"] = "2026-03-04T04:30:00+02:00"

    answer = service.client.post(
        "/api/v1/declarations", json=body, headers=service.headers("employer") | claims
    )

    assert answer.status_code == 201, answer.text
    assert answer.json()["declaration"]["received_at"] == DECLARED_AT


def test_t24_one_person_alone_voids_no_fatal_case(service: Service) -> None:
    case_id = fatal(service)
    asking = {"action": "request_void", "reason": "Khai nhầm"}
    service.act("supervisor", case_id, "registration", **asking)

    by_asker = walks.refused(service, "supervisor", case_id, "registration", action="approve_void")
    path = f"/cases/{case_id}/registration/actions"
    by_inspector = service.post("inspector", path, {"action": "approve_void"})

    assert by_asker == {"own_case_request"}
    assert by_inspector.status_code == 403
    assert walks.fatal_counts(service)[0] == 1


def test_t24_nobody_deletes_a_case(service: Service) -> None:
    case_id = fatal(service)

    statuses = {
        service.client.delete(
            f"/api/v1/cases/{case_id}", headers=service.headers(login)
        ).status_code
        for login in service.world
    }

    assert statuses == {405}


def test_t26_one_payment_sent_eight_times_at_once_is_paid_once(service: Service) -> None:
    path, least = owed(service)
    payment = {"action": "pay", "amount_vnd": least, "paid_on": "2026-03-04"}

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: service.post("employer", f"{path}/actions", payment), range(8))
        )

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    ((_, claim),) = walks.claims(service, path.split("/")[2])
    assert (claim["state"], claim["paid_vnd"]) == ("paid", least)


def test_t26_an_amount_that_is_none_is_refused(service: Service) -> None:
    path, _ = owed(service)
    headers = service.headers("employer") | {"Content-Type": "application/json"}

    for amount in ("-1", "0", "0.005", "1e16", "1000000000000001", "NaN", '"1"', "true"):
        sent = f'{{"action": "pay", "amount_vnd": {amount}, "paid_on": "2026-03-04"}}'
        answer = service.client.post(f"/api/v1{path}/actions", content=sent, headers=headers)
        assert answer.status_code in {400, 422}, amount

    ((_, claim),) = walks.claims(service, path.split("/")[2])
    assert claim["paid_vnd"] == 0


def test_t26_nothing_is_paid_on_a_case_that_was_voided(service: Service) -> None:
    path, least = owed(service)
    case_id = path.split("/")[2]
    service.act("inspector", case_id, "registration", action="request_void", reason="Khai nhầm")
    service.act("supervisor", case_id, "registration", action="approve_void")
    payment = {"action": "pay", "amount_vnd": least, "paid_on": "2026-03-04"}

    answer = service.post("employer", f"{path}/actions", payment)

    assert answer.status_code == 409


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Set the zone of this process."""
    before = os.environ.get("TZ")

    def change(name: str | None) -> None:
        if name is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = name
        time.tzset()

    yield change
    change(before)


def test_t35_the_zone_of_the_process_changes_no_deadline(
    service: Service, zone: Callable[[str], None]
) -> None:
    service.clock.advance(hours=12, minutes=59)
    told = []
    for number, name in enumerate(("UTC", "Asia/Ho_Chi_Minh", "Etc/GMT+12", "Pacific/Kiritimati")):
        zone(name)
        case_id = fatal(service, **bodies.another(number))
        case = changes.case(service, case_id)
        due = [(one["duty"], one["started_at"], one["due_at"]) for one in case["clocks"]]
        told.append((due, [one["name_vi"] for one in case["recipients"]], case["number"][:7]))

    assert told[1:] == told[:1] * 3
    assert told[0][0][0][2] == "2026-04-03T23:59:59.999999+07:00"
