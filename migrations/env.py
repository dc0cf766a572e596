"""Run the migrations of one schema on the connection that is handed over, or on a new one."""

import os

from alembic import context

from osh_incidents import migrating

config = context.config
section = config.config_ini_section


def run() -> None:
    """Migrate; each migration is one transaction of its own."""
    given = config.attributes.get("connection")
    if given is not None:
        migrating.configure(context, given, section, config.attributes["schema"])
        context.run_migrations()
        return
    schema = context.get_x_argument(as_dictionary=True).get("schema", "common")
    database = migrating.database_from(os.environ["OSH_DATABASE_URL"], section, schema)
    with migrating.connection(database, section, schema) as opened:
        migrating.configure(
            context, opened, section, migrating.real_name(database, section, schema)
        )
        context.run_migrations()


run()
