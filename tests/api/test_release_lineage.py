"""Behind each published count: the versions of facts that were counted, and their cases."""

import hashlib
from typing import Any

import pytest

from osh_incidents.persistence.repositories.facts import Facts
from osh_incidents.persistence.repositories.releases import Releases
from tests.support import bodies, changes
from tests.support.releases import FATAL, asked, prepared, published, read
from tests.support.service import Service


def some_accidents(service: Service, number: int = 3) -> list[str]:
    """Declare accidents that each killed one and hurt one."""
    found = []
    for index in range(number):
        people = (2 * index, 2 * index + 1)
        dead, hurt = (bodies.another(one) for one in people)
        found.append(changes.declared(service, bodies.dead(**dead), bodies.victim(**hurt)))
    return found


def pages(service: Service, release_id: str, count: str, login: str = "inspector") -> list[Any]:
    found = []
    path = f"/api/v1/releases/{release_id}/lineage?count={count}&limit=2"
    while path:
        page = service.client.get(path, headers=service.headers(login)).json()
        found += page["items"]
        path = page["next"]
    return found


def test_every_count_has_its_facts_on_all_pages(service: Service) -> None:
    case_ids = some_accidents(service)
    release_id = published(service)
    counts = read(service, release_id)["content"]["total"]["counts"]
    assert (counts["fatal_accidents"], counts["victims"], counts["severely_hurt"]) == (3, 6, 0)

    for count, number in counts.items():
        items = pages(service, release_id, count)
        # Accidents are counted by cases, people by their facts.
        by_case = count in {"accidents", "fatal_accidents", "fatal_accidents_provisional"}
        assert len({one["case_id"] if by_case else one["fact_id"] for one in items}) == number
        assert {one["case_id"] for one in items} == (set(case_ids) if number else set())


def test_the_facts_are_those_whose_hash_was_published(service: Service) -> None:
    some_accidents(service)
    release_id = published(service)
    told = read(service, release_id)["content"]["lineage"]["victims"]

    ids = [one["fact_id"] for one in pages(service, release_id, "victims", "inspector")]

    written = "".join(f"{one}\n" for one in ids)
    assert told == {"facts": 6, "sha256": hashlib.sha256(written.encode()).hexdigest()}


def test_the_facts_are_told_to_those_alone_who_may_list_cases(service: Service) -> None:
    case_ids = some_accidents(service)
    release_id = published(service, audience="everyone")

    listed = {one["case_id"] for one in pages(service, release_id, "victims")}

    assert service.get("agency", f"/releases/{release_id}/lineage").status_code == 403
    content = service.get("agency", f"/releases/{release_id}").text
    assert not any(case_id in content for case_id in case_ids)
    # As known when the quarter began, on 1 January: before any of them was declared.
    assert listed == set()


def test_a_corrected_case_leaves_the_facts_behind_a_release(service: Service) -> None:
    (case_id, *_) = some_accidents(service)
    release_id = published(service)
    before = pages(service, release_id, "victims")
    service.clock.advance(seconds=1)

    path = changes.victim_path(service, case_id)
    answer = changes.patch(service, "employer", path, relation="apprentice")
    assert answer.status_code == 200, answer.text

    assert pages(service, release_id, "victims") == before
    later = prepared(service, revision_note="Đính chính")["id"]
    others = {one["fact_id"] for one in pages(service, later, "victims")}
    assert len(others - {one["fact_id"] for one in before}) == 1


def test_a_count_that_a_release_does_not_have_is_refused(service: Service) -> None:
    release_id = published(service, indicator=FATAL)

    answer = service.get("inspector", f"/releases/{release_id}/lineage", count="paid")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/count"


@pytest.mark.parametrize(
    ("repository", "method", "told"),
    [(Facts, "versions", list[Any]()), (Releases, "keep_lineage", 0)],
)
def test_facts_that_are_not_those_that_were_counted_are_never_frozen(
    service: Service, monkeypatch: pytest.MonkeyPatch, repository: Any, method: str, told: Any
) -> None:
    some_accidents(service)
    # As if a case were voided between counting and listing what was counted.
    monkeypatch.setattr(repository, method, lambda *_: told)

    answer = asked(service)

    assert (answer.status_code, answer.json()["code"]) == (409, "changed-meanwhile")
    assert service.get("inspector", "/releases").json()["items"] == []
