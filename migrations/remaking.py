"""Making a table anew, with what it held: a primary key cannot be changed in SQLite."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError
from migrations.columns import real_name

ASIDE = """CREATE TEMPORARY TABLE {table}_aside AS SELECT * FROM "{schema}".{table}"""
FORGET = """DROP TABLE {table}_aside"""
SEVERAL = """
SELECT count(*) FROM (SELECT case_id FROM "{schema}".{table} GROUP BY case_id HAVING count(*) > 1)
AS several
"""


def run(statement: str, **names: str) -> sa.CursorResult[tuple[object, ...]]:
    """Run *statement* with the real name of the schema and other *names* in their places."""
    sql = statement.format(schema=real_name("authority"), **names)
    return op.get_bind().exec_driver_sql(sql)


def set_aside(*tables: str) -> None:
    """Keep what *tables* hold beside them, and drop them in this order."""
    for table in tables:
        run(ASIDE, table=table)
        op.drop_table(table, schema="authority")


def forget(*tables: str) -> None:
    """Let go of what was kept beside *tables*."""
    for table in tables:
        run(FORGET, table=table)


def refuse_several(table: str) -> None:
    """Refuse to go on where a case has more rows of *table* than the older one can hold."""
    several = run(SEVERAL, table=table).scalar_one()
    if several:
        raise CommandError(f"{several} cases have more than one row of {table}")
