"""The facts of figures follow from the log: what departs from it is found and put right."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import make_transient

from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from tests.support import bodies, chain, changes, walks
from tests.support.facts import differences, rebuilt
from tests.support.releases import published, read
from tests.support.service import Service
from tests.support.world import SEALER

NAMES = ("fatal-accident-frequency", "compensation-coverage", "fatal-case-investigation")


def some_cases(service: Service) -> list[str]:
    """Take three cases different ways, over some days."""
    two = bodies.dead(**bodies.another(1)), bodies.victim(**bodies.another(2))
    ids = [changes.declared(service, bodies.dead()), changes.declared(service, *two)]
    ids.append(service.declare("employer", bodies.disease())["case"]["id"])
    service.clock.advance(days=1)
    walks.register(service, ids[0])
    walks.investigate(service, ids[0], days=2)
    service.clock.advance(days=1)
    why = {"rejection": "not_an_accident_at_work", "reason": "Lý do"}
    service.act("inspector", ids[1], "registration", action="reject", **why)
    return ids


def whole_table(service: Service) -> list[dict[str, Any]]:
    """Return all columns but the ids of every version."""
    with transaction(service.database, "hp", SEALER) as uow:
        rows = [
            {name: value for name, value in columns(row).items() if name != "id"}
            for row in uow.session.scalars(select(FactRow))
        ]
    return sorted(rows, key=lambda row: (row["victim_id"], row["known_from"]))


def columns(row: FactRow) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in FactRow.__table__.columns}


def first(uow: UnitOfWork) -> FactRow:
    return uow.session.scalars(select(FactRow).order_by(FactRow.known_from, FactRow.id)).all()[0]


def found(service: Service) -> list[tuple[Any, ...]]:
    return [
        (one.problem.value, one.case_id, one.victim_id, one.known_from, one.where)
        for one in differences(service.database)
    ]


def figures(service: Service) -> list[Any]:
    return [service.figure(name, **{"from": "2026"}) for name in NAMES]


def test_a_fact_that_was_changed_is_named_with_its_column(service: Service) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        changed = first(uow)
        changed.area_code = "10507"

    assert found(service) == [
        ("differs", changed.case_id, changed.victim_id, changed.known_from, "area_code")
    ]


def test_a_version_that_was_closed_at_another_time_is_named(service: Service) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        changed = first(uow)
        changed.known_until = changed.known_from + timedelta(minutes=1)

    assert found(service) == [
        ("differs", changed.case_id, changed.victim_id, changed.known_from, "known_until")
    ]


def test_a_fact_that_was_deleted_is_named(service: Service) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        gone = first(uow)
        uow.session.delete(gone)

    assert found(service) == [("not_in_table", gone.case_id, gone.victim_id, gone.known_from, None)]


@pytest.mark.parametrize("of_no_case", [False, True])
def test_a_fact_that_was_put_in_is_named(service: Service, *, of_no_case: bool) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        added = first(uow)
        make_transient(added)
        added.id, added.known_until = uuid4(), None
        added.case_id = uuid4() if of_no_case else added.case_id
        uow.add(added)

    assert found(service) == [
        ("not_in_log", added.case_id, added.victim_id, added.known_from, None)
    ]


def test_a_record_that_was_changed_past_the_log_is_named(service: Service) -> None:
    case_id = changes.declared(service, bodies.dead())
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(text("UPDATE hp.\"case\" SET sector = 'A'"))

    ((problem, case, _, _, where),) = found(service)

    assert (problem, str(case), where) == ("outdated", case_id, "sector")


def test_nothing_differs_after_the_law_was_amended(service: Service) -> None:
    changes.declared(service, bodies.dead())
    service.clock.advance(days=1)
    path = "/rules/declare-within-standard/amendments"
    amended = {
        "since": "2016-07-01",
        "value": {"amount": 1, "unit": "hours", "extension": 0},
        "source": {"instrument": "Quy ước", "article": "Điều 1", "mark": "verified"},
        "verified_on": "2026-03-01",
        "reason": "Văn bản mới",
    }
    proposed = service.post("admin", path, amended).json()["id"]
    decision = {"action": "approve", "reason": "Đúng"}
    answer = service.post("other-admin", f"{path}/{proposed}/actions", decision)
    assert answer.status_code == 200, answer.text

    assert found(service) == []


def emptied(service: Service) -> None:
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(delete(FactRow))


def test_an_emptied_table_is_restored_to_the_last_column(service: Service) -> None:
    some_cases(service)
    before = whole_table(service)
    emptied(service)

    rebuilt(service.database)

    assert whole_table(service) == before
    assert len(before) > 4


def test_every_figure_is_the_same_after_a_rebuild(service: Service) -> None:
    some_cases(service)
    before = figures(service)
    emptied(service)

    rebuilt(service.database)

    assert figures(service) == before


def test_a_rebuild_of_what_is_right_changes_nothing(service: Service) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        before = {row.id: columns(row) for row in uow.session.scalars(select(FactRow))}

    outcomes = rebuilt(service.database)

    assert sum(one.written + one.removed for one in outcomes) == 0
    with transaction(service.database, "hp", SEALER) as uow:
        after = {row.id: columns(row) for row in uow.session.scalars(select(FactRow))}
    assert after == before


def test_a_rebuild_puts_right_what_was_changed_put_in_and_deleted(service: Service) -> None:
    some_cases(service)
    with transaction(service.database, "hp", SEALER) as uow:
        rows = uow.session.scalars(select(FactRow).order_by(FactRow.id)).all()
        rows[0].sector = "A"
        rows[1].case_id = uuid4()
        rows[2].known_until = service.clock.moment
        uow.session.delete(rows[3])

    rebuilt(service.database)

    assert found(service) == []


def test_a_rebuild_leaves_the_facts_behind_a_release(service: Service) -> None:
    some_cases(service)
    release_id = published(service)
    before = read(service, release_id), lineage(service, release_id)
    with transaction(service.database, "hp", SEALER) as uow:
        wrong = uow.session.scalars(select(FactRow).order_by(FactRow.id.desc())).first()
        assert wrong is not None
        wrong.known_until = wrong.known_from + timedelta(minutes=1)

    rebuilt(service.database)

    assert (read(service, release_id), lineage(service, release_id)) == before
    with transaction(service.database, "hp", SEALER) as uow:
        kept = {str(fact_id) for fact_id in uow.session.scalars(select(FactRow.id))}
    assert {one["fact_id"] for one in before[1]} <= kept


def lineage(service: Service, release_id: str) -> list[Any]:
    answer = service.get("inspector", f"/releases/{release_id}/lineage", count="victims")
    items: list[Any] = answer.json()["items"]
    return items


def unguard_log(uow: UnitOfWork) -> None:
    """Let the log be written over, as only the owner of the database can."""
    if uow.session.get_bind().dialect.name == "sqlite":
        uow.session.execute(text("DROP TRIGGER hp.action_UPDATE"))
    else:
        uow.session.execute(text("SET LOCAL session_replication_role = replica"))


def forge(service: Service, case_id: str) -> None:
    """Change the facts in the first entry of a case."""
    with transaction(service.database, "hp", SEALER) as uow:
        unguard_log(uow)
        entry = uow.log.page(UUID(case_id), 0, 1)[0]
        assert entry.facts is not None
        entry.facts = {victim: {**told, "sector": "A"} for victim, told in entry.facts.items()}


def log(service: Service, case_id: str) -> list[Any]:
    items: list[Any] = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    return items


def test_the_chain_breaks_where_the_facts_of_an_entry_were_changed(service: Service) -> None:
    case_id = some_cases(service)[0]
    assert chain.broken_at(log(service, case_id), case_id) is None

    forge(service, case_id)

    assert chain.broken_at(log(service, case_id), case_id) == 1


def test_a_case_whose_log_is_broken_is_named_and_not_rebuilt(service: Service) -> None:
    case_id = some_cases(service)[0]
    forge(service, case_id)
    before = whole_table(service)

    outcomes = rebuilt(service.database)

    told = [(one.problem.value, one.where) for out in outcomes for one in out.differences]
    assert told == [("broken_log", "entry 1")]
    assert [(problem, where) for problem, _, _, _, where in found(service)] == told
    assert whole_table(service) == before


def test_facts_that_were_erased_leave_the_chain_whole(service: Service) -> None:
    case_id = some_cases(service)[0]
    with transaction(service.database, "hp", SEALER) as uow:
        unguard_log(uow)
        uow.session.execute(text("UPDATE hp.action SET facts = NULL"))

    assert chain.broken_at(log(service, case_id), case_id) is None


def test_the_log_tells_the_hash_of_facts_and_not_the_facts(service: Service) -> None:
    case_id = changes.registered(service, bodies.dead())
    service.act("inspector", case_id, "registration", action="request_void", reason="Nhầm")

    entries = log(service, case_id)

    assert [entry["facts_sha256"] is not None for entry in entries] == [True, True, False]
    assert all("facts" not in entry for entry in entries)
