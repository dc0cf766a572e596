"""Changing the CHECK that holds a column to its codes."""

from collections.abc import Sequence

from alembic import op
from migrations.columns import real_name
from sqlalchemy import Connection

REPLACE = """
ALTER TABLE "{schema}"."{table}" DROP CONSTRAINT {name},
ADD CONSTRAINT {name} CHECK ({after}) NOT VALID
"""
VALIDATE = """ALTER TABLE "{schema}"."{table}" VALIDATE CONSTRAINT {name}"""

DESCRIBE = """SELECT sql FROM "{schema}".sqlite_master WHERE type = 'table' AND name = ?"""
REDESCRIBE = """UPDATE "{schema}".sqlite_master SET sql = ? WHERE type = 'table' AND name = ?"""
RECHECK = """UPDATE "{schema}"."{table}" SET {column} = {column} WHERE NOT ({after})"""


def allow(table: str, column: str, before: Sequence[str], after: Sequence[str]) -> None:
    """Hold *column* to the codes *after* instead of *before*; rows with others make it fail."""
    connection = op.get_bind()
    names = {
        "schema": real_name("authority"),
        "table": table,
        "column": column,
        "name": f"ck_{table}_{column}",
        "before": _check(column, before),
        "after": _check(column, after),
    }
    if connection.dialect.name == "sqlite":
        _rewrite(connection, names)
    else:
        connection.exec_driver_sql(REPLACE.format(**names))
        connection.exec_driver_sql(VALIDATE.format(**names))


def _check(column: str, codes: Sequence[str]) -> str:
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} IN ({listed})"


def _rewrite(connection: Connection, names: dict[str, str]) -> None:
    """Edit the stored description of the table.

    SQLite has no ALTER for a CHECK. Its manual gives this way for changes that leave the stored
    rows as they are; rebuilding the table would need the foreign keys to it switched off, which
    no transaction can do.
    """
    schema, table = names["schema"], names["table"]
    described = connection.exec_driver_sql(DESCRIBE.format(**names), (table,)).scalar_one()
    old, new = (
        "CONSTRAINT {name} CHECK ({check})".format(name=names["name"], check=names[which])
        for which in ("before", "after")
    )
    if described.count(old) != 1:
        message = f"{schema}.{table} has no {old}"
        raise LookupError(message)
    version = connection.exec_driver_sql(f'PRAGMA "{schema}".schema_version').scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    try:
        changed = connection.exec_driver_sql(
            REDESCRIBE.format(**names), (described.replace(old, new), table)
        )
        assert changed.rowcount == 1
        # Every other connection reads the schema anew when this number is not the one it knows.
        connection.exec_driver_sql(f'PRAGMA "{schema}".schema_version = {version + 1}')
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    # Nothing has looked at the rows so far: writing those that may violate the CHECK lets it fail.
    connection.exec_driver_sql(RECHECK.format(**names))
