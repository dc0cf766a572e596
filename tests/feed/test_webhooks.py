"""Webhooks: whose they are, how they are signed, and what becomes of a delivery."""

import json

import pytest

from osh_incidents.domain.webhooks import WAITS, Sending, wait_after
from tests.support.listener import Listener, closed_port
from tests.support.notices import PUBLIC, deliver
from tests.support.service import Service
from tests.support.webhooks import declared, deliveries, is_signed_by, register


def test_a_change_is_posted_as_a_signed_event(service: Service) -> None:
    with Listener(200) as system:
        webhook = register(service, system.url, types=["osh.case.registration.declare"])
        case_id = declared(service)
        assert deliver(service) == (1, 0)
        assert deliver(service) == (0, 0)

    (request,) = system.requests
    event = json.loads(request.body)
    assert event["data"]["href"] == f"{PUBLIC}/api/v1/cases/{case_id}"
    assert event["id"] == request.headers["webhook-id"]
    assert request.headers["Content-Type"].startswith("application/cloudevents+json")
    assert is_signed_by(request, webhook["secret"], service)
    (row,) = deliveries(service, webhook)
    assert (row["state"], row["attempts"], row["last_status"]) == ("delivered", 1, 200)


def test_nothing_is_told_of_what_was_before(service: Service) -> None:
    declared(service)
    service.get("inspector", "/changes")
    register(service, f"http://127.0.0.1:{closed_port()}/")

    assert deliver(service) == (0, 0)


def test_the_secret_is_shown_once(service: Service) -> None:
    webhook = register(service, "https://system.example/")

    shown = service.get("inspector", f"/webhooks/{webhook['id']}").json()
    assert webhook["secret"].startswith("whsec_")
    assert "secret" not in shown
    assert service.get("inspector", "/webhooks").json()["items"] == [shown]


def test_for_a_day_both_secrets_sign(service: Service) -> None:
    with Listener(200) as system:
        webhook = register(service, system.url, types=["osh.case.registration.declare"])
        path = f"/webhooks/{webhook['id']}/secrets"
        fresh = service.post("inspector", path, None).json()["secret"]
        declared(service, 1)
        deliver(service)
        first, secrets = system.requests[0], (webhook["secret"], fresh)
        both = [is_signed_by(first, one, service) for one in secrets]
        service.clock.advance(hours=24)
        declared(service, 2)
        deliver(service)

    one, other = webhook["secret"], fresh
    assert both == [True, True]
    assert not is_signed_by(system.requests[-1], one, service)
    assert is_signed_by(system.requests[-1], other, service)


def test_a_webhook_is_told_what_its_account_may_see_alone(service: Service) -> None:
    with Listener(200) as system:
        register(service, system.url, "other-employer")
        declared(service)
        assert deliver(service) == (0, 0)

    assert system.requests == []


def test_what_the_account_may_see_no_more_is_withheld(service: Service) -> None:
    with Listener(500, 200) as system:
        webhook = register(service, system.url, "commune", types=["osh.case.registration.declare"])
        declared(service)
        assert deliver(service) == (0, 1)
        competence: dict[str, list[str]] = {"areas": [], "zone_codes": []}
        unit = service.world["commune"].organisation_id
        path = f"/organisations/{unit}/competence"
        assert service.put("admin", path, competence).status_code == 200
        service.clock.advance(hours=48)
        assert deliver(service) == (0, 0)

    (row,) = deliveries(service, webhook, "commune")
    assert (row["state"], len(system.requests)) == ("withheld", 1)


def test_to_a_disabled_account_nothing_is_sent(service: Service) -> None:
    with Listener(200) as system:
        register(service, system.url, "employer")
        declared(service)
        service.disable("employer")
        assert deliver(service) == (0, 0)

    assert system.requests == []


def test_an_ended_webhook_is_gone_and_told_nothing(service: Service) -> None:
    with Listener(500, 200) as system:
        webhook = register(service, system.url)
        declared(service)
        deliver(service)
        path = f"/webhooks/{webhook['id']}"
        headers = service.headers("inspector")
        assert service.client.delete(f"/api/v1{path}", headers=headers).status_code == 204
        service.clock.advance(hours=1)
        asked = len(system.requests)
        assert deliver(service) == (0, 0)

    assert service.get("inspector", path).status_code == 404
    assert len(system.requests) == asked


def test_another_organisation_does_not_see_the_webhook(service: Service) -> None:
    webhook = register(service, "https://system.example/")

    assert service.get("employer", f"/webhooks/{webhook['id']}").status_code == 404
    assert service.get("employer", "/webhooks").json()["items"] == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://system.example/",
        "https://",
        "system.example",
        "https://me:word@system.example/",
        "https://system.example/#part",
        "https://system.example:99999/",
        "https://hệ.example/",
        "https://s.example/" + "a" * 500,
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_address_that_is_none_is_refused(service: Service, url: str) -> None:
    assert service.post("inspector", "/webhooks", {"url": url}).status_code == 422


def test_an_organisation_has_a_limited_number_of_webhooks(service: Service) -> None:
    for _ in range(20):
        register(service, "https://system.example/")

    answer = service.post("inspector", "/webhooks", {"url": "https://system.example/"})

    assert answer.status_code == 409
    assert [one["code"] for one in answer.json()["errors"]] == ["too_many_webhooks"]


def test_a_delivery_is_tried_for_about_three_days_and_given_up(service: Service) -> None:
    webhook = register(
        service, f"http://127.0.0.1:{closed_port()}/", types=["osh.case.registration.declare"]
    )
    declared(service)
    for one in WAITS:
        assert deliver(service) == (0, 1)
        assert deliver(service) == (0, 0)
        service.clock.advance(seconds=one.wait.total_seconds())
    assert deliver(service) == (0, 1)

    (row,) = deliveries(service, webhook, state="dead")
    assert (row["attempts"], row["next_attempt_at"]) == (len(WAITS) + 1, None)
    assert row["last_error"] == "không kết nối được / cannot be reached"


def test_what_was_given_up_is_delivered_again_under_its_id(service: Service) -> None:
    port = closed_port()
    webhook = register(
        service, f"http://127.0.0.1:{port}/", types=["osh.case.registration.declare"]
    )
    declared(service)
    for _ in range(len(WAITS) + 1):
        deliver(service)
        service.clock.advance(hours=24)
    (dead,) = deliveries(service, webhook)
    path = f"/webhooks/{webhook['id']}/deliveries/{dead['id']}/redeliver"
    assert service.post("inspector", path, None).json()["state"] == "pending"
    with Listener(200, port=port) as system:
        assert deliver(service) == (1, 0)

    assert system.requests[0].headers["webhook-id"] == dead["event_id"]


def test_what_is_being_tried_is_not_delivered_again_by_hand(service: Service) -> None:
    webhook = register(service, f"http://127.0.0.1:{closed_port()}/")
    declared(service)
    deliver(service)
    row = deliveries(service, webhook)[-1]

    path = f"/webhooks/{webhook['id']}/deliveries/{row['id']}/redeliver"
    assert service.post("inspector", path, None).status_code == 409


def test_the_waits_add_up_to_about_three_days() -> None:
    hours = sum(one.wait.total_seconds() for one in WAITS) / 3_600

    assert 66 < hours < 78


def test_chance_makes_a_wait_up_to_a_fifth_longer() -> None:
    assert wait_after(1, 0.0) == WAITS[0].wait
    assert wait_after(1, 1.0) == WAITS[0].wait * 1.2


def test_after_the_last_wait_it_is_given_up() -> None:
    assert wait_after(len(WAITS), 0.0) is not None
    assert wait_after(len(WAITS) + 1, 0.0) is None
    assert Sending.DEAD.label.vi
