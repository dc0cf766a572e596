"""What the role of the service may do in PostgreSQL: never change what is written once."""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, text

from osh_incidents.persistence.base import AuthorityBase, CommonBase
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.written_once import WRITTEN_ONCE

_DELETED_FROM = frozenset(
    {
        "answer",
        "fact",
        "tally",
        "account_identity",
        "used_assertion",
        "failed_attempt",
        "outbox",
        "import_chunk",
    }
)
"""Of which rows are taken away: what held for no time, is merged, revoked, over or in the feed."""

_ROLE = text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = :role")
_OWNED = text(
    "SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
    "WHERE n.nspname = ANY(:schemas) AND c.relkind = 'r' "
    "AND pg_has_role(:role, c.relowner, 'USAGE')"
)


class CannotBind(Exception):
    """The role would not be bound by any grant, or there is none."""


def grant(database: Database, role: str) -> None:
    """Let *role* do what the service does, and nothing more; PUBLIC may do nothing.

    To be repeated after each upgrade: a table that is new is not granted yet.

    Raises:
        CannotBind: no such role, a superuser, or one that owns the tables.
    """
    schemas = {
        database.common_schema: CommonBase.metadata,
        **dict.fromkeys(database.authorities, AuthorityBase.metadata),
    }
    with database.writer.begin() as connection:
        _refuse_unbound(connection, role, list(schemas))
        quoted = database.writer.dialect.identifier_preparer.quote(role)
        for schema, metadata in schemas.items():
            for statement in _statements(schema, metadata, quoted):
                connection.exec_driver_sql(statement)


def _refuse_unbound(connection: Connection, role: str, schemas: list[str]) -> None:
    found = connection.execute(_ROLE, {"role": role}).one_or_none()
    if found is None:
        raise CannotBind(f"no role {role}")
    if found.rolsuper:
        raise CannotBind(f"{role} is a superuser, whom no grant binds")
    if connection.execute(_OWNED, {"role": role, "schemas": schemas}).scalar_one():
        raise CannotBind(f"{role} owns tables, and an owner may do everything")


def _statements(schema: str, metadata: MetaData, role: str) -> Iterator[str]:
    yield f'REVOKE ALL ON SCHEMA "{schema}" FROM PUBLIC, {role}'
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM PUBLIC, {role}'
    yield f'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "{schema}" FROM PUBLIC, {role}'
    yield f'GRANT USAGE ON SCHEMA "{schema}" TO {role}'
    yield f'GRANT SELECT ON "{schema}".alembic_version TO {role}'
    for table in metadata.tables.values():
        yield f'GRANT {_may(table.name)} ON "{schema}"."{table.name}" TO {role}'


def _may(table: str) -> str:
    if table in WRITTEN_ONCE:
        return "SELECT, INSERT"
    if table in _DELETED_FROM:
        return "SELECT, INSERT, UPDATE, DELETE"
    return "SELECT, INSERT, UPDATE"
