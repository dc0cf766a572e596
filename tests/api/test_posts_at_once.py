"""Declarations that are posted at the same time share transactions, and nothing else."""

import asyncio
from collections import Counter
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx2
import pytest
from sqlalchemy import event, text

from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence import outages
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations, log
from tests.support import bodies
from tests.support.bodies import Body
from tests.support.service import Service
from tests.support.statements import counted
from tests.support.world import OTHER_TAX_CODE, SEALER

Post = tuple[str, Body, dict[str, str]]
"""Who posts, what, and with which headers besides."""


def unlike(number: int) -> Body:
    """Return an accident of another person on another day than any other number's."""
    victim = bodies.victim(full_name=f"Người {number}", citizen_id=f"03119000{number:04}")
    return bodies.accident(
        victim, occurred_at=f"2026-02-{number % 28 + 1:02}T08:00:00+07:00", known_at=None
    )


def posted(service: Service, *posts: Post) -> list[httpx2.Response]:
    """Post all at once by one process, and return the answers in their order."""

    async def send() -> list[httpx2.Response]:
        carried = httpx2.ASGITransport(service.client.app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=carried, base_url="http://testserver") as client:
            return await asyncio.gather(
                *(
                    client.post(
                        "/api/v1/declarations",
                        json=body,
                        headers=service.headers(login) | headers,
                    )
                    for login, body, headers in posts
                )
            )

    return asyncio.run(send())


def count(service: Service) -> int:
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        return uow.cases.count()


def statuses(answers: list[httpx2.Response]) -> list[int]:
    return [answer.status_code for answer in answers]


def test_those_that_come_while_one_is_stored_are_stored_together(service: Service) -> None:
    commits: list[object] = []
    hear = commits.append
    event.listen(service.database.writer, "commit", hear)

    answers = posted(service, *(("inspector", unlike(n), {}) for n in range(9)))
    event.remove(service.database.writer, "commit", hear)

    assert statuses(answers) == [201] * 9
    assert len(commits) <= 2
    assert count(service) == 9


def test_together_they_send_no_more_statements_than_one(service: Service) -> None:
    posted(service, ("inspector", unlike(20), {"Idempotency-Key": "warm"}))
    with counted(service.database) as alone:
        posted(service, ("inspector", unlike(21), {"Idempotency-Key": "alone"}))

    with counted(service.database) as several:
        answers = posted(
            service, *(("inspector", unlike(n), {"Idempotency-Key": f"k{n}"}) for n in range(9))
        )

    assert statuses(answers) == [201] * 9
    # The first is sent alone; that many come next is told to PostgreSQL.
    assert several.count <= 2 * alone.count + (0 if service.database.is_sqlite else 1)


def test_each_is_told_its_own_case_by_its_own_rights(service: Service) -> None:
    by_commune = unlike(2)
    by_commune["declarant"]["role"] = "commune"

    answers = posted(
        service,
        ("employer", unlike(1), {"Accept-Language": "vi"}),
        ("commune", by_commune, {}),
        ("employer", unlike(3), {"Idempotency-Key": "three"}),
    )

    assert statuses(answers) == [201] * 3
    for number, answer in enumerate(answers, start=1):
        told = answer.json()
        place, tag = answer.headers["Location"], answer.headers["ETag"]
        assert place == f"/api/v1/declarations/{told['declaration']['tracking_no']}"
        assert tag.startswith(f'"{told["case"]["version"]}.')
        assert told["case"]["occurred_at"].startswith(f"2026-02-{number + 1:02}")
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        cases = uow.cases.whole(uow.cases.ids(None, 5))
        logs = uow.log.of_cases([case.id for case in cases])
    by_account = Counter(case.declarations[0].account_id for case in cases)
    employer, commune = (service.world[login].account_id for login in ("employer", "commune"))
    assert by_account == {employer: 2, commune: 1}
    assert all(log.broken_at(entries) is None for entries in logs.values())
    assert Counter(entries[0].account_id for entries in logs.values()) == by_account


def test_what_one_did_wrong_is_told_to_that_one_alone(service: Service) -> None:
    service.disable("health")
    foreign = unlike(2)
    foreign["workplace"] = foreign["workplace"] | {"tax_code": OTHER_TAX_CODE}
    repeated = {"Idempotency-Key": "said-before"}
    assert statuses(posted(service, ("employer", unlike(7), repeated))) == [201]

    answers = posted(
        service,
        ("employer", unlike(1), {}),
        ("employer", foreign, {"Idempotency-Key": "refused"}),
        ("insurance", unlike(3), {"Idempotency-Key": "not-permitted"}),
        ("health", unlike(4), {"Idempotency-Key": "gone"}),
        ("employer", {"kind": "accident"}, {"Idempotency-Key": "faults"}),
        ("employer", unlike(7), repeated),
        ("employer", unlike(8), repeated),
        ("employer", unlike(5), {"Idempotency-Key": "x" * 256}),
        ("employer", unlike(6), {"Idempotency-Key": "good"}),
    )

    assert statuses(answers) == [201, 422, 403, 401, 422, 201, 422, 422, 201]
    assert answers[1].json()["errors"][0]["code"] == "not_your_unit"
    assert answers[5].headers["Idempotent-Replayed"] == "true"
    assert answers[6].json()["code"] == "key-reused"
    assert count(service) == 3
    # The key of what was refused is free.
    again = posted(service, ("employer", unlike(2), {"Idempotency-Key": "refused"}))
    assert statuses(again) == [201]


def test_repetitions_among_them_are_done_once(service: Service) -> None:
    same = {"Idempotency-Key": "same"}

    answers = posted(service, *[("employer", unlike(1), same)] * 4, ("employer", unlike(2), same))

    assert sorted(statuses(answers)) == [201, 201, 201, 201, 422]
    assert len({answer.text for answer in answers[:4]}) == 1
    assert count(service) == 1


def test_one_that_only_tries_is_told_and_stores_nothing(service: Service) -> None:
    async def send() -> tuple[httpx2.Response, httpx2.Response]:
        carried = httpx2.ASGITransport(service.client.app)
        async with httpx2.AsyncClient(transport=carried, base_url="http://testserver") as client:
            post = partial(client.post, headers=service.headers("employer"))
            path = "/api/v1/declarations"
            return await asyncio.gather(
                post(path, json=unlike(1)), post(f"{path}?dry_run=true", json=unlike(2))
            )

    declared, tried = asyncio.run(send())

    assert (declared.status_code, tried.status_code) == (201, 200)
    assert tried.json()["dry_run"] is True
    assert count(service) == 1


def test_one_that_breaks_the_service_harms_no_other(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = declarations.declare_all

    def declare_all(uow: Any, sent: Any) -> Any:
        if any(one.declaration.victims[0].full_name == "Người 3" for one in sent):
            uow.session.execute(text("SELECT broken"))
        return real(uow, sent)

    monkeypatch.setattr(declarations, "declare_all", declare_all)

    answers = posted(
        service, *(("employer", unlike(n), {"Idempotency-Key": f"k{n}"}) for n in range(6))
    )

    assert statuses(answers) == [201, 201, 201, 500, 201, 201]
    assert count(service) == 5


def test_a_commit_in_doubt_is_not_done_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outages.certain_commit

    @contextmanager
    def doubtful() -> Any:
        with real():
            yield
        raise Unavailable

    monkeypatch.setattr(outages, "certain_commit", doubtful)
    many = [("employer", unlike(n), {"Idempotency-Key": f"k{n}"}) for n in range(5)]

    answers = posted(service, *many)
    monkeypatch.setattr(outages, "certain_commit", real)

    assert statuses(answers) == [503] * 5
    assert count(service) == 5
    again = posted(service, *many)
    assert statuses(again) == [201] * 5
    assert all("Idempotent-Replayed" in answer.headers for answer in again)
    assert count(service) == 5
