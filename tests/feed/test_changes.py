"""The feed of changes as other systems read it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from osh_incidents.domain.authority import Permission
from osh_incidents.persistence.tables.feed import OutboxRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies, releases, signals
from tests.support.service import Service
from tests.support.world import SEALER


def changes(service: Service, login: str = "inspector", **query: str | int) -> dict[str, Any]:
    answer = service.get(login, "/changes", **query)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def types(page: dict[str, Any]) -> list[str]:
    return [event["type"] for event in page["items"]]


def test_a_change_is_a_cloud_event_with_nothing_personal(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident())["case"]["id"]

    (event,) = changes(service, types="osh.case.registration.declare")["items"]

    (entry,) = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    assert event == {
        "specversion": "1.0",
        "id": event["id"],
        "source": "urn:osh-incidents:hp",
        "type": "osh.case.registration.declare",
        "subject": f"cases/{case_id}",
        "time": entry["at"],
        "datacontenttype": "application/json",
        "data": {
            "id": case_id,
            "kind": "case",
            "number": 1,
            "state": entry["target"],
            "href": f"/api/v1/cases/{case_id}",
        },
    }


def test_a_reader_goes_on_from_its_cursor_after_an_empty_page_too(service: Service) -> None:
    empty = changes(service)
    case_id = service.declare("employer", bodies.accident())["case"]["id"]
    first = changes(service, after=empty["cursor"])
    service.act("inspector", case_id, "registration", action="register")
    second = changes(service, after=first["cursor"])

    assert empty["items"] == []
    assert {one["data"]["id"] for one in [*first["items"], *second["items"]]} == {case_id}
    told = [one["data"]["number"] for one in [*first["items"], *second["items"]]]
    assert told == list(range(1, len(told) + 1))
    assert changes(service, after=second["cursor"])["cursor"] == second["cursor"]


def test_small_pages_tell_the_same_as_a_large_one(service: Service) -> None:
    for number in range(3):
        service.declare("employer", bodies.accident(bodies.victim(**bodies.another(number))))
    whole = changes(service)
    found, cursor, more = [], None, True
    while more:
        page = changes(service, limit=1, **({"after": cursor} if cursor else {}))
        found += page["items"]
        cursor, more = page["cursor"], page["more"]

    assert found == whole["items"]
    assert cursor == whole["cursor"]


def test_next_is_the_address_that_goes_on(service: Service) -> None:
    page = changes(service, types="osh.case", limit=7)

    query = parse_qs(urlsplit(page["next"]).query)
    assert query == {"types": ["osh.case"], "limit": ["7"], "after": [page["cursor"]]}


def test_the_case_of_another_moves_the_cursor_and_nothing_else(service: Service) -> None:
    before = changes(service, "other-employer")
    service.declare("employer", bodies.accident())

    after = changes(service, "other-employer", after=before["cursor"])

    assert (after["items"], after["more"]) == ([], False)
    assert after["cursor"] != before["cursor"]


def test_another_authority_is_told_nothing(service: Service) -> None:
    service.declare("employer", bodies.accident())

    assert changes(service, "national-inspector")["items"] == []


def test_a_draft_is_told_to_those_who_prepare_releases_alone(service: Service) -> None:
    releases.prepared(service)

    assert types(changes(service, types="osh.release")) == ["osh.release.draft"]
    assert types(changes(service, "agency", types="osh.release")) == []


def test_a_publication_is_told_to_whoever_reads_figures(service: Service) -> None:
    releases.published(service, audience="everyone")

    assert types(changes(service, "agency")) == ["osh.release.published"]


def test_a_release_for_readers_of_cases_is_told_to_nobody_else(service: Service) -> None:
    releases.published(service, audience="case_readers")

    assert types(changes(service, "agency")) == []
    assert "osh.release.published" in types(changes(service))


def test_a_signal_is_told_to_who_sent_it_and_to_the_department(service: Service) -> None:
    signals.send(service, "health")

    seen = {login: types(changes(service, login)) for login in ("health", "inspector", "commune")}
    assert seen == {
        "health": ["osh.signal.new"],
        "inspector": ["osh.signal.new"],
        "commune": [],
    }


def test_a_decision_on_a_signal_is_told(service: Service) -> None:
    signal_id = signals.send(service, "health")["id"]
    told = {"action": "refuse", "reason": "Không phải"}
    assert service.post("inspector", f"/signals/{signal_id}/actions", told).status_code == 200

    assert types(changes(service, "health")) == ["osh.signal.new", "osh.signal.refused"]


def test_a_token_that_is_not_for_cases_is_told_of_none(service: Service) -> None:
    service.declare("employer", bodies.accident())
    headers = service.headers("inspector", [Permission.CHANGES_READ])

    page = service.client.get("/api/v1/changes", headers=headers).json()

    assert page["items"] == []


@pytest.mark.parametrize(
    "cursor", ["x", "aHA6LTE", "aHA6MDE", "dm46MA", "aHA6OTk", "aHA6" + "OTk5" * 9]
)
def test_a_cursor_of_another_feed_or_of_no_place_is_refused(service: Service, cursor: str) -> None:
    answer = service.get("inspector", "/changes", after=cursor)

    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["errors"]] == ["bad_cursor"]


def test_types_that_are_none_are_refused(service: Service) -> None:
    assert service.get("inspector", "/changes", types="osh.cases").status_code == 422


def test_what_was_read_is_out_of_the_outbox(service: Service) -> None:
    service.declare("employer", bodies.accident())
    changes(service)

    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        assert uow.session.query(OutboxRow).count() == 0
