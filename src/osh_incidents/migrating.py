"""Bringing the common schema and that of every authority to the newest version."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.base import AUTHORITY, COMMON, AuthorityBase, CommonBase
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables import (
    audit,
    cases,
    common,
    duplicates,
    feed,
    figures,
    identity,
    law,
    log,
    releases,
    requests,
    signals,
    webhooks,
)

ROOT = Path(__file__).resolve().parents[2]

_METADATA = {COMMON: CommonBase.metadata, AUTHORITY: AuthorityBase.metadata}
_TABLES = (
    audit,
    cases,
    common,
    duplicates,
    feed,
    figures,
    identity,
    law,
    log,
    releases,
    requests,
    signals,
    webhooks,
)
"""Imported so that the metadata is whole."""

_LOCK_TIMEOUT = "4s"
_STATEMENT_TIMEOUT = "60s"


def upgrade(database: Database, revision: str = "head", sealer: Sealer | None = None) -> None:
    """Bring every schema to *revision*, the common one first.

    A migration that seals what was in the clear needs the *sealer* as soon as there is something.
    """
    for section, schema in _schemas(database):
        with connection(database, section, schema) as opened:
            command.upgrade(_config(section, schema, opened, sealer), revision)


def downgrade(database: Database, revision: str = "base", sealer: Sealer | None = None) -> None:
    """Take every schema back to *revision*, the common one last."""
    for section, schema in reversed(_schemas(database)):
        with connection(database, section, schema) as opened:
            command.downgrade(_config(section, schema, opened, sealer), revision)


def is_current(database: Database) -> bool:
    """Whether every schema is at the newest version that this code knows."""
    with database.reader.connect() as opened:
        for section, schema in _schemas(database):
            options = {"version_table_schema": real_name(database, section, schema)}
            found = MigrationContext.configure(opened, opts=options).get_current_heads()
            if found != _newest(section):
                return False
    return True


@cache
def _newest(section: str) -> tuple[str, ...]:
    scripts = ScriptDirectory.from_config(Config(str(ROOT / "alembic.ini"), ini_section=section))
    return tuple(scripts.get_heads())


def real_name(database: Database, section: str, schema: str) -> str:
    """Return what *schema* is called in this kind of database."""
    return database.common_schema if section == COMMON else schema


def database_from(url: str, section: str, schema: str) -> Database:
    """Open the database at *url* for the migration of one schema."""
    return open_database(url, () if section == COMMON else (schema,))


@contextmanager
def connection(database: Database, section: str, schema: str) -> Iterator[Connection]:
    """Open a connection on which the migrations of *section* name the real *schema*."""
    names = database.schema_map(None if section == COMMON else schema)
    with database.writer.connect() as opened:
        if not database.is_sqlite:
            opened.execute(text(f"SET lock_timeout = '{_LOCK_TIMEOUT}'"))
            opened.execute(text(f"SET statement_timeout = '{_STATEMENT_TIMEOUT}'"))
            opened.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            opened.commit()
        yield opened.execution_options(schema_translate_map=names)
        opened.commit()


def configure(context: Any, opened: Connection, section: str, schema: str) -> None:
    """Set Alembic's *context* up for the migrations of *section*."""
    context.configure(
        connection=opened,
        target_metadata=_METADATA[section],
        version_table_schema=schema,
        transaction_per_migration=True,
        render_as_batch=True,
    )


def _schemas(database: Database) -> list[tuple[str, str]]:
    named = [(AUTHORITY, authority) for authority in database.authorities]
    return [(COMMON, database.common_schema), *named]


def _config(section: str, schema: str, opened: Connection, sealer: Sealer | None = None) -> Config:
    config = Config(str(ROOT / "alembic.ini"), ini_section=section)
    config.attributes["connection"] = opened
    config.attributes["schema"] = schema
    config.attributes["sealer"] = sealer
    return config
