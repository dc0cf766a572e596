"""The address at which an organisation took notices goes on as a webhook, and back."""

from alembic import command
from sqlalchemy import inspect, text

from osh_incidents import migrating
from osh_incidents.persistence.engine import Database
from tests.support.listener import Listener
from tests.support.notices import deliver, fatal
from tests.support.service import Service
from tests.support.webhooks import register
from tests.support.world import SEALER

URL = "https://ward.example/notices"


def down(database: Database) -> None:
    """Take every authority and then the common schema back to before webhooks."""
    sections = [("authority", one, "0020_feed") for one in database.authorities]
    for section, schema, revision in [
        *sections,
        ("common", database.common_schema, "0005_versions"),
    ]:
        with migrating.connection(database, section, schema) as opened:
            config = migrating._config(section, schema, opened, SEALER)  # noqa: SLF001
            command.downgrade(config, revision)


def addresses(database: Database) -> list[str]:
    asked = f"SELECT notice_url FROM {database.common_schema}.organisation"
    with database.reader.connect() as connection:
        return [one for one in connection.execute(text(asked)).scalars() if one]


def has_table_aside(database: Database) -> bool:
    with database.reader.connect() as connection:
        names = inspect(connection).get_table_names(schema=database.common_schema)
    return "notice_address" in names


def test_an_address_becomes_a_webhook_of_its_organisation_and_is_used(service: Service) -> None:
    fatal(service)
    with Listener(200) as ward:
        register(service, ward.url, "police", kind="notice")
        down(service.database)
        assert addresses(service.database) == [ward.url]
        migrating.upgrade(service.database, sealer=SEALER)
        assert deliver(service) == (1, 0)

    (webhook,) = service.get("police", "/webhooks").json()["items"]
    assert (webhook["kind"], webhook["url"]) == ("notice", ward.url)
    assert not has_table_aside(service.database)


def test_addresses_of_two_authorities_go_each_to_its_own(service: Service) -> None:
    for login in ("police", "national-inspector"):
        register(service, URL, login, kind="notice")
    down(service.database)
    migrating.upgrade(service.database, sealer=SEALER)

    for login in ("police", "national-inspector"):
        assert len(service.get(login, "/webhooks").json()["items"]) == 1
    assert not has_table_aside(service.database)


def test_its_owner_makes_the_secret_that_is_new_known(service: Service) -> None:
    register(service, URL, "police", kind="notice")
    down(service.database)
    migrating.upgrade(service.database, sealer=SEALER)
    (webhook,) = service.get("police", "/webhooks").json()["items"]

    answer = service.post("police", f"/webhooks/{webhook['id']}/secrets", None)

    assert answer.json()["secret"].startswith("whsec_")
