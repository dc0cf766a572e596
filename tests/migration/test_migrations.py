"""Migrations: up, down and up again on data; what they build is what the code expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect

from osh_incidents import migrating
from osh_incidents.persistence.base import AUTHORITY, COMMON, AuthorityBase, CommonBase
from osh_incidents.persistence.engine import Database
from tests.support import bodies
from tests.support.service import Service

SECTIONS = [(COMMON, None, CommonBase.metadata), (AUTHORITY, "hp", AuthorityBase.metadata)]


@pytest.mark.parametrize("section", [COMMON, AUTHORITY])
def test_each_history_has_one_head(section: str) -> None:
    config = Config(str(migrating.ROOT / "alembic.ini"), ini_section=section)

    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_down_and_up_again_leave_the_same_tables(database: Database) -> None:
    before = tables(database)

    migrating.downgrade(database)
    emptied = tables(database)
    migrating.upgrade(database)

    assert emptied == {"common": {"alembic_version"}, "hp": {"alembic_version"}}
    assert tables(database) == before


def test_going_up_twice_keeps_the_data(service: Service) -> None:
    service.declare("employer", bodies.accident())

    migrating.upgrade(service.database)

    assert len(service.get("inspector", "/cases").json()["items"]) == 1


@pytest.mark.parametrize(("section", "authority", "metadata"), SECTIONS)
def test_the_migrated_schema_is_the_one_the_code_describes(
    database: Database, section: str, authority: str | None, metadata: MetaData
) -> None:
    real = authority or section
    expected = renamed(metadata, real)
    with looking_at(database, real) as connection:
        options = {
            "include_schemas": True,
            "include_name": lambda name, kind, _: kind != "schema" or name == real,
            "include_object": lambda _, name, kind, *__: (
                kind != "table" or name != "alembic_version"
            ),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, expected) == []


@pytest.mark.parametrize(("section", "authority", "metadata"), SECTIONS)
def test_each_check_in_the_database_is_that_of_the_vocabulary(
    database: Database, section: str, authority: str | None, metadata: MetaData
) -> None:
    real = migrating.real_name(database, section, authority or "")
    inspector = inspect(database.writer)
    for table in metadata.tables.values():
        stored = {check["name"] for check in inspector.get_check_constraints(table.name, real)}
        described = {
            str(constraint.name) for constraint in table.constraints if is_check(constraint)
        }
        assert stored == {name for name in described if name != "None"}
        for check in inspector.get_check_constraints(table.name, real):
            assert codes(check["sqltext"]) == codes(text_of(table, str(check["name"])))


@contextmanager
def looking_at(database: Database, schema: str) -> Iterator[Connection]:
    """Connect so that *schema* has a name: in SQLite the main file cannot be told from none."""
    if not database.is_sqlite:
        with database.writer.connect() as connection:
            yield connection
        return
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        file = Path(str(database.writer.url.database)).with_name(f"{schema}.db")
        connection.exec_driver_sql(f"ATTACH '{file}' AS {schema}")
        yield connection
    engine.dispose()


def is_check(constraint: Any) -> bool:
    return type(constraint).__name__ == "CheckConstraint"


def text_of(table: Any, name: str) -> str:
    (found,) = [constraint for constraint in table.constraints if str(constraint.name) == name]
    return str(found.sqltext)


def codes(sql: str) -> set[str]:
    """Return the quoted codes of a CHECK, however the database writes it back."""
    return set(sql.split("'")[1::2])


def renamed(metadata: MetaData, schema: str) -> MetaData:
    """Return a copy of *metadata* in the real *schema*."""
    copy = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(copy, schema=schema, referred_schema_fn=lambda *_: schema)
    return copy


def tables(database: Database) -> dict[str, set[str]]:
    inspector = inspect(database.writer)
    return {
        "common": set(inspector.get_table_names(database.common_schema)),
        "hp": set(inspector.get_table_names("hp")),
    }
