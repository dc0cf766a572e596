"""Secrets of before go on opening their accounts."""

from alembic import command

from osh_incidents import migrating
from tests.api.test_tokens import form
from tests.support.service import Service


def test_a_secret_survives_the_way_down_and_up(service: Service) -> None:
    schema = service.database.common_schema
    with migrating.connection(service.database, "common", schema) as opened:
        config = migrating._config("common", schema, opened)  # noqa: SLF001
        command.downgrade(config, "0003_notice_url")
    migrating.upgrade(service.database)

    service.clock.advance(days=1)
    assert service.client.post("/oauth/token", data=form(service)).status_code == 200
