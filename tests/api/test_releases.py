"""Published figures: frozen, verified from outside, and never changed by what comes later."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Text
from tests.support import bodies, changes, twice, walks
from tests.support.releases import FATAL, act, prepared, published, read, reviewed, verified
from tests.support.service import Service


def put(service: Service, workers: int, **more: Any) -> None:
    number = {"period": "2026", "source": "Số giả định", "workers": workers, **more}
    assert service.put("admin", "/workforce", {"numbers": [number]}).status_code == 200


def fatal(service: Service) -> str:
    """Declare and take in an accident that killed one and hurt one."""
    hurt = (bodies.dead(**bodies.another(0)), bodies.victim(**bodies.another(1)))
    return changes.registered(service, *hurt)


def correct(service: Service, case_id: str) -> None:
    path = changes.victim_path(service, case_id)
    changes.decide(service, case_id, changes.asked(service, path, relation="apprentice"))


def void(service: Service, case_id: str) -> None:
    service.act("inspector", case_id, "registration", action="request_void", reason="Khai thử")
    service.act("supervisor", case_id, "registration", action="approve_void")


def link(service: Service, case_id: str) -> None:
    again = bodies.accident(bodies.dead(**bodies.another(0)))
    again["declarant"]["role"] = "commune"
    twice.link(service, case_id, twice.declared(service, "commune", again))


def die_later(service: Service, case_id: str) -> None:
    (_, hurt) = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    died = service.clock.moment.isoformat()
    news = {"development": "died", "died_at": died, "death_link": "treatment", "reason": "Báo"}
    path = f"/cases/{case_id}/victims/{hurt['id']}/developments"
    assert service.post("employer", path, news).status_code == 200


def conclude(service: Service, case_id: str) -> None:
    walks.investigate(service, case_id, conclusion="not_occupational")


def recount_workers(service: Service, case_id: str) -> None:  # noqa: ARG001
    put(service, 2_000)


LATER = (correct, void, link, die_later, conclude, recount_workers)


@pytest.mark.parametrize("happen", LATER)
def test_whatever_happens_later_a_published_release_stays_byte_for_byte(
    service: Service, happen: Callable[[Service, str], None]
) -> None:
    case_id = fatal(service)
    put(service, 1_000)
    release_id = published(service, by=["relation"])
    before = service.get("inspector", f"/releases/{release_id}").content
    figure = service.figure(FATAL, by="relation")
    service.clock.advance(days=1)

    happen(service, case_id)

    after = service.figure(FATAL, by="relation")
    assert (figure["total"], figure["cells"]) != (after["total"], after["cells"])
    assert service.get("inspector", f"/releases/{release_id}").content == before
    assert verified(before)


def test_a_release_says_what_it_was_computed_from(service: Service) -> None:
    fatal(service)
    put(service, 1_000)
    put(service, 400, sector="F")

    content = prepared(service, note="Số liệu quý I")["content"]

    total = content["total"]
    assert total["counts"]["fatal_accidents"] == 1
    rate = total["ratios"]["fatal_accidents_per_1000"]
    assert [rate[name] for name in ("numerator", "denominator", "per", "value")] == [
        1,
        1000,
        1000,
        "1.000000",
    ]
    assert [(row["workers"], row["source"]) for row in content["workforce"]] == [
        (1000, "Số giả định")
    ]
    assert content["definition"]["version"] == INDICATORS[FATAL].version
    assert content["definition"]["definition"]["vi"] == INDICATORS[FATAL].definition.vi
    assert content["target"]["because"]["rule"] == "target-1-fatal-frequency"
    assert content["target"]["share"] == {
        "numerator": 1,
        "denominator": 25,
        "value": "0.040000",
    }
    assert content["note"] == "Số liệu quý I"
    assert content["as_known_at"] == "2026-03-04T11:00:00+07:00"


def test_one_digit_changed_is_noticed_from_outside(service: Service) -> None:
    fatal(service)
    answer = service.get("inspector", f"/releases/{published(service)}")
    told = answer.json()
    assert verified(answer.content)

    told["content"]["total"]["counts"]["fatal_accidents"] = 2

    assert not verified(json.dumps(told, ensure_ascii=False).encode())


def test_a_count_written_as_a_fraction_is_noticed_from_outside(service: Service) -> None:
    fatal(service)
    told = service.get("inspector", f"/releases/{published(service)}").json()

    told["content"]["total"]["counts"]["fatal_accidents"] = 1.0

    assert not verified(json.dumps(told, ensure_ascii=False).encode())


def test_a_later_version_of_the_definition_leaves_a_release_as_it_was(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "fatal-case-investigation"
    fatal(service)
    release_id = published(service, indicator=name)
    before = service.get("inspector", f"/releases/{release_id}").content
    again = replace(INDICATORS[name], version="next", definition=Text("Cách tính mới", "Otherwise"))

    monkeypatch.setitem(INDICATORS, name, again)

    assert service.get("inspector", f"/releases/{release_id}").content == before
    revision = prepared(service, indicator=name, revision_note="Định nghĩa mới")["content"]
    assert revision["revision"]["definition_version"] == {
        "old": json.loads(before)["definition_version"],
        "new": "next",
    }


@pytest.mark.parametrize("table", ["release", "release_event", "release_fact"])
@pytest.mark.parametrize("change", ["UPDATE hp.{} SET release_id = NULL", "DELETE FROM hp.{}"])
def test_the_database_refuses_to_change_what_is_frozen(
    service: Service, table: str, change: str
) -> None:
    fatal(service)
    published(service)
    statement = change.format(table).replace("release SET release_id", "release SET content")

    with (
        service.database.session("hp") as session,
        pytest.raises(DBAPIError, match="written once"),
    ):
        session.execute(text(statement))


def test_who_has_it_already_is_told_so_until_it_is_superseded(service: Service) -> None:
    fatal(service)
    release_id = published(service)
    first = service.get("inspector", f"/releases/{release_id}")
    tag = first.headers["ETag"]

    def again() -> Any:
        headers = {**service.headers("inspector"), "If-None-Match": f'W/"other", {tag}'}
        return service.client.get(f"/api/v1/releases/{release_id}", headers=headers)

    unchanged = again()
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["ETag"] == tag

    published(service, revision_note="Bổ sung")

    superseded = again()
    assert superseded.status_code == 200
    assert superseded.json()["state"] == "superseded"
    assert superseded.json()["content"] == first.json()["content"]


def test_a_draft_is_seen_by_those_who_prepare_releases_alone(service: Service) -> None:
    fatal(service)
    ids = [prepared(service)["id"], reviewed(service), prepared(service)["id"]]
    act(service, "inspector", ids[2], "withdraw_draft", reason="Tính nhầm kỳ")

    for release_id in ids:
        for path in (f"/releases/{release_id}", f"/releases/{release_id}/lineage"):
            assert service.get("agency", path).status_code in {403, 404}
            assert service.get("supervisor", path).status_code == 200
    assert service.get("agency", "/releases").json()["items"] == []
    assert service.get("agency", "/releases", state="draft").json()["items"] == []
    states = [one["state"] for one in service.get("inspector", "/releases").json()["items"]]
    assert sorted(states) == ["draft", "reviewed", "withdrawn"]


def test_the_names_of_those_who_worked_on_it_stay_inside(service: Service) -> None:
    fatal(service)
    release_id = published(service, audience="everyone")

    assert read(service, release_id, "agency")["events"] is None
    inside = read(service, release_id, "inspector")["events"]
    assert [one["state"] for one in inside] == ["draft", "reviewed", "published"]
    publisher = service.world["supervisor"].account_id
    assert inside[-1]["account_id"] == str(publisher)


def test_another_authority_sees_no_release_of_this_one(service: Service) -> None:
    release_id = published(service)

    assert service.get("national-inspector", f"/releases/{release_id}").status_code == 404
