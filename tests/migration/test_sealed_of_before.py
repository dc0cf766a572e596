"""What was in the clear is sealed on the way up, and opened on the way down."""

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import text

from osh_incidents import migrating
from osh_incidents.persistence.engine import Database
from tests.privacy.test_field_classes import dump
from tests.support import bodies, changes, walks
from tests.support.service import Service
from tests.support.world import SEALER

FINDINGS, CLINIC = "Kết luận Mốc Đỏ", "Phòng khám Mốc Đỏ"


def down(database: Database) -> None:
    with migrating.connection(database, "authority", "hp") as opened:
        config = migrating._config("authority", "hp", opened, SEALER)  # noqa: SLF001
        command.downgrade(config, "0016_audit")


def in_the_clear(database: Database) -> set[object]:
    with database.reader.connect() as connection:
        findings = connection.execute(text("SELECT findings FROM hp.investigation")).scalars()
        clinic = connection.execute(text("SELECT facility FROM hp.disease")).scalars()
        return {*findings, *clinic}


@pytest.fixture
def told(service: Service) -> tuple[str, str]:
    accident = changes.registered(service, bodies.dead())
    walks.investigate(service, accident, findings=FINDINGS)
    declared = service.declare("employer", bodies.disease(facility=CLINIC))
    return accident, declared["case"]["id"]


def test_it_reads_the_same_after_the_way_down_and_up(
    service: Service, told: tuple[str, str]
) -> None:
    before = [service.get("inspector", f"/cases/{one}").json() for one in told]

    down(service.database)
    assert in_the_clear(service.database) == {FINDINGS, CLINIC}
    migrating.upgrade(service.database, sealer=SEALER)

    assert [service.get("inspector", f"/cases/{one}").json() for one in told] == before
    assert FINDINGS.encode() not in dump(service.database)


@pytest.mark.usefixtures("told")
def test_without_keys_nothing_is_moved(service: Service) -> None:
    down(service.database)

    with pytest.raises(CommandError, match="field keys"):
        migrating.upgrade(service.database)

    assert in_the_clear(service.database) == {FINDINGS, CLINIC}
