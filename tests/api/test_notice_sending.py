"""Notices from system to system: each on its own, again and again until it arrives."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from osh_incidents.adapters import outbound_sender
from osh_incidents.adapters.outbound_sender import Message, Outcome
from osh_incidents.cli import app
from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence.tables.common import OrganisationRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies
from tests.support.listener import Listener, closed_port
from tests.support.notices import (
    OWN_EMPLOYER,
    PUBLIC,
    THIS_MACHINE,
    deliver,
    done,
    fatal,
    listen,
    log_of,
    recipient,
)
from tests.support.operator import commands_reach
from tests.support.service import Service
from tests.support.world import SEALER


def test_a_notice_goes_out_thin_with_its_key_and_is_delivered(service: Service) -> None:
    case = fatal(service)
    with Listener(200) as ward:
        listen(service, "police", ward.url)
        assert deliver(service) == (1, 0)
        assert deliver(service) == (0, 0)

    told = recipient(service, case["id"])
    (request,) = ward.requests
    event = json.loads(request.body)
    assert event["data"] == {
        "id": told["id"],
        "case_id": case["id"],
        "body": "commune_police",
        "kind": "accident_declared",
        "severity": "fatal",
        "area_code": "11311",
        "occurred_on": "2026-03-04",
        "href": f"{PUBLIC}/api/v1/cases/{case['id']}",
    }
    assert (event["type"], event["id"]) == ("osh.notice", told["id"])
    assert request.headers["webhook-id"] == told["id"]
    assert (told["delivery"], told["channel"], told["attempts"]) == ("delivered", "http", 1)
    (entry,) = log_of(service, case["id"])
    assert (entry["action"], entry["role"]) == ("record_delivery", "employer")
    assert entry["data"]["automatic"] is True
    assert entry["data"]["channel"] == "http"


def test_nothing_personal_is_sent(service: Service) -> None:
    # The tax code of a household business is the citizen id of its owner.
    case = fatal(service, employer_tax_code="031190999999")
    with Listener(204) as office:
        listen(service, "police", office.url)
        listen(service, "other-employer", office.url)
        with transaction(service.database, None, SEALER) as uow:
            owner = service.world["other-employer"].organisation_id
            uow.session.get_one(OrganisationRow, owner).tax_code = "031190999999"
        assert deliver(service) == (2, 0)

    sent = b"".join(
        request.body + request.path.encode() + str(request.headers).encode()
        for request in office.requests
    ).decode()
    for secret in ("Trần", "Bình", "03119", '011"', "Ví Dụ", "0200123457", "10000000"):
        assert secret not in sent
    logged = json.dumps(log_of(service, case["id"]), ensure_ascii=False)
    assert "031190999999" not in logged


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_system_that_refuses_is_tried_again_later_and_told_then(
    service: Service, status: int
) -> None:
    case = fatal(service)
    with Listener(status, 200) as ward:
        listen(service, "police", ward.url)
        assert deliver(service) == (0, 1)
        failed = recipient(service, case["id"])
        assert deliver(service) == (0, 0)
        service.clock.advance(minutes=1)
        assert deliver(service) == (1, 0)

    assert (failed["delivery"], failed["last_error"]) == ("failed", f"HTTP {status}")
    assert failed["next_attempt_at"] == "2026-03-04T11:01:00+07:00"
    told = recipient(service, case["id"])
    assert (told["delivery"], told["attempts"], told["last_error"]) == ("delivered", 2, None)
    assert len({request.headers["webhook-id"] for request in ward.requests}) == 1
    assert [entry["action"] for entry in log_of(service, case["id"])] == [
        "record_failure",
        "record_delivery",
    ]


def test_a_system_that_is_gone_is_not_reached_and_never_given_up(service: Service) -> None:
    case = fatal(service)
    listen(service, "police", f"http://127.0.0.1:{closed_port()}/notices")

    for attempt in range(1, 13):
        assert deliver(service) == (0, 1), attempt
        service.clock.advance(hours=6)

    told = recipient(service, case["id"])
    assert (told["delivery"], told["attempts"]) == ("failed", 12)
    assert told["last_error"] == "không kết nối được / cannot be reached"
    assert told["next_attempt_at"] is not None


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_system_that_does_not_answer_is_left_after_the_total_time(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound_sender, "_TOTAL_SECONDS", 0.3)
    case = fatal(service)
    with Listener(200, drip=True) as ward:
        listen(service, "police", ward.url)
        assert deliver(service) == (0, 1)

    assert recipient(service, case["id"])["last_error"] == "quá thời gian chờ / timed out"


def test_one_body_is_told_while_another_is_out_of_reach(service: Service) -> None:
    case = fatal(service, employer_tax_code=OWN_EMPLOYER)
    listen(service, "police", f"http://127.0.0.1:{closed_port()}/")
    with Listener(200) as firm:
        listen(service, "other-employer", firm.url)
        assert deliver(service) == (1, 1)

    assert recipient(service, case["id"])["delivery"] == "failed"
    assert recipient(service, case["id"], f"employer:{OWN_EMPLOYER}")["delivery"] == "delivered"


def test_a_body_without_an_address_stays_pending_in_sight(service: Service) -> None:
    case = fatal(service)
    with Listener(200) as office:
        listen(service, "health", office.url)
        assert deliver(service) == (0, 0)

    (listed,) = service.get("inspector", "/notices", delivery="pending").json()["items"]
    assert (listed["case_id"], listed["attempts"]) == (case["id"], 0)


def test_a_rejected_case_is_told_to_nobody(service: Service) -> None:
    case = fatal(service)
    service.act(
        "inspector",
        case["id"],
        "registration",
        action="reject",
        rejection="not_an_accident_at_work",
        reason="Không phải",
    )
    with Listener(200) as ward:
        listen(service, "police", ward.url)
        assert deliver(service) == (0, 0)


def test_senders_at_once_tell_each_body_once(service: Service) -> None:
    cases = [fatal(service)["id"] for _ in range(4)]
    with Listener(200) as ward:
        listen(service, "police", ward.url)
        with ThreadPoolExecutor(3) as pool:
            rounds = list(pool.map(lambda _: deliver(service), range(3)))

    assert sum(sent for sent, _ in rounds) == 4
    keys = [request.headers["webhook-id"] for request in ward.requests]
    assert sorted(keys) == sorted({recipient(service, case_id)["id"] for case_id in cases})


def test_what_was_recorded_by_hand_meanwhile_stands(service: Service) -> None:
    case = fatal(service)
    listen(service, "police", "https://ward.example")

    def call_first(*_: object) -> Outcome:
        done(service, case["id"], action="record_delivery", channel="phone")
        return Outcome(500, "HTTP 500")

    deliver(service, call_first)

    assert recipient(service, case["id"])["channel"] == "phone"
    assert len(log_of(service, case["id"])) == 1


def test_a_notice_that_was_taken_and_never_recorded_is_sent_again_under_its_key(
    service: Service,
) -> None:
    case = fatal(service)
    keys = []

    def break_off(_: str, message: Message) -> Outcome:
        keys.append(message.headers["webhook-id"])
        raise Unavailable

    with Listener(200) as ward:
        listen(service, "police", ward.url)
        assert deliver(service, break_off) == (0, 0)
        assert deliver(service) == (0, 0)
        service.clock.advance(minutes=1)
        assert deliver(service) == (1, 0)

    assert [request.headers["webhook-id"] for request in ward.requests] == keys
    assert recipient(service, case["id"])["attempts"] == 2


def test_a_disease_is_told_to_the_health_department_and_to_the_insurance_of_an_insured(
    service: Service,
) -> None:
    insured = service.declare("employer", bodies.disease())["case"]
    body = bodies.disease()
    body["victims"][0] |= {"insured": False, "full_name": "Lê Văn Giang"}
    uninsured = service.declare("employer", body)["case"]

    assert [(one["body"], one["delivery"]) for one in insured["recipients"]] == [
        ("health_department", "pending"),
        ("social_insurance", "pending"),
    ]
    assert insured["recipients"][0]["because"]["mark"] == "unsure"
    assert [one["body"] for one in uninsured["recipients"]] == ["health_department"]
    with Listener(200) as office:
        listen(service, "health", office.url)
        assert deliver(service) == (2, 0)
    assert {json.loads(one.body)["data"]["kind"] for one in office.requests} == {"disease_declared"}


def test_the_operator_sets_an_address_and_sends_with_commands(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = fatal(service)
    commands_reach(service, tmp_path, monkeypatch, f"{PUBLIC}/")
    monkeypatch.setenv("OSH_NOTICES_TO_PRIVATE_NETWORKS", THIS_MACHINE)
    command = CliRunner()

    with Listener(200) as ward:
        at = ["account", "notices", "police"]
        assert command.invoke(app, [*at, "ward.example"]).exit_code == 2
        made = command.invoke(app, [*at, ward.url])
        unknown = command.invoke(app, ["account", "notices", "nobody", ward.url])
        sent = command.invoke(app, ["worker", "--once"])

    assert json.loads(made.stdout)["secret"].startswith("whsec_")

    assert unknown.exit_code == 2
    assert (sent.exit_code, sent.stdout) == (0, "hp: 1 sent, 0 failed\n")
    told = json.loads(ward.requests[0].body)["data"]
    assert told["href"] == f"{PUBLIC}/api/v1/cases/{case['id']}"
