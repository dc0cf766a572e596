"""Facts of before get what they lacked from the cases as they stand."""

from alembic import command
from sqlalchemy import select

from osh_incidents import migrating
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import SEALER

# By when to declare is not told: that needs the law, and a case that changes gets it again.
FILLED = (
    "exclusion",
    "boundary",
    "commuting",
    "days_to_death",
    "declaration_owed_by",
    "investigation_owed_by",
    "scheme",
    "paid_late",
)


def known(service: Service) -> list[tuple[object, ...]]:
    with transaction(service.database, "hp", SEALER) as uow:
        rows = uow.session.scalars(
            select(FactRow).where(FactRow.known_until.is_(None)).order_by(FactRow.victim_id)
        )
        return [tuple(getattr(row, name) for name in FILLED) for row in rows]


def test_the_cases_tell_what_was_not_kept(service: Service) -> None:
    bodies_sent = [
        bodies.accident(bodies.dead(**bodies.another(0))),
        bodies.accident(
            bodies.victim(**bodies.another(1)),
            occurred_at="2025-05-06T08:00:00+07:00",
            known_at=None,
            area_code="10513",
        ),
        bodies.disease(),
    ]
    ids = [service.declare("employer", body)["case"]["id"] for body in bodies_sent]
    walks.register(service, ids[0])
    walks.investigate(service, ids[0])
    why = {"rejection": "not_an_accident_at_work", "reason": "Lý do"}
    service.act("inspector", ids[1], "registration", action="reject", **why)
    before = known(service)

    with migrating.connection(service.database, "authority", "hp") as opened:
        config = migrating._config("authority", "hp", opened, SEALER)  # noqa: SLF001
        command.downgrade(config, "0012_releases")
    migrating.upgrade(service.database, sealer=SEALER)

    assert known(service) == before
    assert {row[1].value for row in before if row[1]} == {"old_hai_phong", "old_hai_duong"}  # type: ignore[attr-defined]
