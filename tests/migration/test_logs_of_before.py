"""Cases whose log was begun before it told facts: nothing breaks, and what is known is checked."""

from alembic import command
from sqlalchemy import select, text

from osh_incidents import migrating
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services.fact_rebuilding import Outcome, Store, rebuild, verify
from osh_incidents.services.log import GENESIS, chained
from tests.support import bodies, chain, changes, walks
from tests.support.service import Service
from tests.support.world import SEALER


def as_before(service: Service) -> None:
    """Take the facts out of the log, with hashes as they were, and go through the migration."""
    with transaction(service.database, "hp", SEALER) as uow:
        if service.database.is_sqlite:
            uow.session.execute(text("DROP TRIGGER hp.action_UPDATE"))
        else:
            uow.session.execute(text("SET LOCAL session_replication_role = replica"))
        last: dict[object, str] = {}
        for row in uow.session.scalars(select(ActionRow).order_by(ActionRow.seq)):
            row.facts = row.facts_sha256 = None
            row.previous_hash = last.get(row.case_id, GENESIS)
            last[row.case_id] = row.hash = chained(row)
    with migrating.connection(service.database, "authority", "hp") as opened:
        config = migrating._config("authority", "hp", opened, SEALER)  # noqa: SLF001
        command.downgrade(config, "0013_facts")
    migrating.upgrade(service.database, sealer=SEALER)


def verified(service: Service) -> list[Outcome]:
    return list(verify(Store(service.database, SEALER, "hp")))


def test_an_old_log_still_verifies_and_goes_on(service: Service) -> None:
    case_id = changes.declared(service, bodies.dead())
    as_before(service)

    walks.register(service, case_id)

    entries = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    assert chain.broken_at(entries, case_id) is None
    assert [entry["facts_sha256"] is None for entry in entries] == [True, False]


def test_old_cases_are_counted_and_checked_against_their_records(service: Service) -> None:
    walks.register(service, changes.declared(service, bodies.dead()))
    as_before(service)
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(text("UPDATE hp.fact SET sector = 'A' WHERE known_until IS NULL"))

    (cases, _) = verified(service)

    assert (cases.cases, cases.from_before) == (1, 1)
    assert [(one.problem.value, one.where) for one in cases.differences] == [("outdated", "sector")]


def test_a_rebuild_leaves_old_cases_as_they_are(service: Service) -> None:
    case_id = changes.declared(service, bodies.dead())
    as_before(service)
    walks.register(service, case_id)

    outcomes = list(rebuild(Store(service.database, SEALER, "hp")))

    assert sum(one.from_before for one in outcomes) == 1
    assert sum(one.written + one.removed for one in outcomes) == 0
    assert not any(one.differences for one in verified(service))
