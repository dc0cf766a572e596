"""A case that was kept as long as it had to be names nobody any more, and no figure moves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from osh_incidents.domain.errors import GuardsUnmet, NotPermitted
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.law.dossier import Outcome
from osh_incidents.domain.retention import Born, kept
from osh_incidents.domain.vocabulary import Sex
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import fact_rebuilding, retention
from osh_incidents.services.moves import By
from osh_incidents.services.verifying import Check
from tests.privacy.test_field_classes import dump
from tests.support import bodies, changes, signals, walks
from tests.support.operator import Operator
from tests.support.service import Service
from tests.support.world import SEALER

LATER = datetime(2090, 1, 1, tzinfo=UTC)
NAME, CITIZEN_ID = "Mốc Thị Xóa", "031190555444"
MINIMUM = 300_000_000


def closed(service: Service, **changed: Any) -> str:
    declared = service.declare("employer", bodies.accident(bodies.dead(**changed)))
    case_id = declared["case"]["id"]
    walks.register(service, case_id)
    walks.investigate(service, case_id, days=2, findings=f"{NAME} bị ép tay")
    walks.handle(service, case_id)
    ((path, _),) = walks.claims(service, case_id)
    walks.decide_and_pay(service, path, MINIMUM, MINIMUM)
    number: str = service.act("inspector", case_id, "registration", action="close")["number"]
    return number


def by(service: Service, login: str, now: datetime = LATER) -> By:
    with transaction(service.database, None, SEALER) as uow:
        actor = uow.accounts.actor(service.world[login].account_id, date(2026, 3, 4))
    assert actor is not None
    return By(actor, now)


def act(service: Service, login: str, number: str, now: datetime = LATER) -> bool:
    with transaction(service.database, "hp", SEALER) as uow:
        return retention.anonymise(uow, by(service, login, now), number)


def anonymised(service: Service, number: str) -> None:
    assert act(service, "inspector", number) is False
    assert act(service, "supervisor", number) is True


def figures(service: Service) -> Iterator[Any]:
    for name in INDICATORS:
        yield service.figure(name, **{"from": "2026", "to": "2026", "by": "area"})
        yield service.figure(name, login="agency", **{"from": "2026", "to": "2026"})


def differences(service: Service) -> list[Any]:
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        found: list[Any] = list(Check(uow, "hp").differences())
    store = fact_rebuilding.Store(service.database, SEALER, "hp")
    return found + [one for each in fact_rebuilding.verify(store) for one in each.differences]


def facts(database: Database) -> list[Any]:
    with database.reader.connect() as connection:
        return list(connection.execute(text("SELECT * FROM hp.fact ORDER BY id")).all())


def test_a_random_city_has_the_same_figures_facts_and_histories_after_it(service: Service) -> None:
    rng = Random(20260304)
    numbers = []
    for place in range(3):
        person = bodies.another(place) | {"sex": rng.choice(["male", "female"])}
        numbers.append(closed(service, **person))
        service.clock.advance(hours=rng.randint(1, 30))
    changes.declared(service, bodies.dead(**bodies.another(4)))
    before, known = list(figures(service)), facts(service.database)
    assert differences(service) == []

    for number in rng.sample(numbers, 2):
        anonymised(service, number)

    assert list(figures(service)) == before
    assert facts(service.database) == known
    assert differences(service) == []


@pytest.fixture
def case(service: Service) -> Any:
    number = closed(service, full_name=NAME, citizen_id=CITIZEN_ID, birth_date="1990-05-02")
    (one,) = service.get("inspector", "/cases").json()["items"]
    signal = signals.send(service, "health", {"full_name": NAME, "citizen_id": CITIZEN_ID})
    return {"number": number, "id": one["id"], "signal": signal["id"]}


def test_nothing_that_names_anybody_is_left_of_it(service: Service, case: Any) -> None:
    signals.decided(service, case["signal"], action="match", case_id=case["id"], reason=NAME)

    anonymised(service, case["number"])

    shown = [
        service.get("inspector", f"/{path}")
        for path in (
            f"cases/{case['id']}",
            f"cases/{case['id']}/victims",
            f"cases/{case['id']}/declarations",
            f"cases/{case['id']}/corrections",
            f"cases/{case['id']}/actions",
            f"signals/{case['signal']}",
        )
    ]
    assert [answer.status_code for answer in shown] == [200] * 6
    assert shown[0].json()["anonymised_at"] is not None
    assert shown[0].json()["investigation"]["findings"] is None
    (victim,) = shown[1].json()["items"]
    assert (victim["full_name"], victim["citizen_id"], victim["birth_date"]) == (None,) * 3
    assert NAME not in "".join(answer.text for answer in shown if "/actions" not in str(answer.url))
    kept_log = dump(service.database).count(NAME.encode())
    # What was given as the reason of a match stands in the log, which nothing is taken from.
    assert kept_log == service.get("inspector", f"/cases/{case['id']}/actions").text.count(NAME)


def test_no_move_is_taken_on_it(service: Service, case: Any) -> None:
    anonymised(service, case["number"])
    path = f"/cases/{case['id']}"

    refused = service.post(
        "inspector",
        f"{path}/registration/actions",
        {
            "action": "request_reopen",
            "reason": "Xem lại",
        },
    )

    assert refused.status_code == 409
    assert {one["code"] for one in refused.json()["errors"]} == {"anonymised"}
    assert service.get("inspector", f"{path}/available-actions").json()["items"] == []


def test_one_person_cannot_do_it_alone(service: Service, case: Any) -> None:
    assert act(service, "supervisor", case["number"]) is False

    with pytest.raises(GuardsUnmet) as refused:
        act(service, "supervisor", case["number"])

    assert [one.code for one in refused.value.errors] == ["own_proposal"]


def test_who_may_not_approve_is_no_second_person(service: Service, case: Any) -> None:
    act(service, "supervisor", case["number"])

    with pytest.raises(NotPermitted):
        act(service, "inspector", case["number"])


def test_a_file_that_must_be_kept_is_kept(service: Service, case: Any) -> None:
    with pytest.raises(GuardsUnmet):
        act(service, "inspector", case["number"], datetime(2041, 3, 4, tzinfo=UTC))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_due_is_listed_without_names(service: Service, case: Any, tmp_path: Path) -> None:
    operator = Operator(service.database, tmp_path)

    listed = operator.run("retention", "due", "--on", "2041-12-31").output
    refused = operator.run("retention", "anonymise", case["number"], "--account", "supervisor")

    assert listed == "hp,HP-2026-000001,2041-03-06\n"
    assert operator.run("retention", "due", "--on", "2041-03-06").output == ""
    assert (refused.exit_code, "kept until 2041-03-06" in refused.output) == (1, True)


DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("outcome", "born", "until"),
    [
        (Outcome.FATAL, Born(Sex.MALE, date(1990, 5, 2)), date(2041, 3, 4)),
        (Outcome.OTHER, Born(Sex.MALE, date(1990, 5, 2)), date(2052, 5, 2)),
        (Outcome.OTHER, Born(Sex.FEMALE, date(1990, 5, 2)), date(2050, 5, 2)),
        (Outcome.OTHER, Born(Sex.MALE, year=1990), date(2052, 12, 31)),
        (Outcome.OTHER, Born(Sex.MALE), date(2073, 3, 4)),
        (Outcome.OTHER, Born(Sex.FEMALE, date(1950, 1, 1)), DAY),
    ],
)
def test_a_file_is_kept_as_the_law_says(outcome: Outcome, born: Born, until: date) -> None:
    assert kept(outcome, DAY, DAY, [born]).until == until
