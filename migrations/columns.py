"""Adding and dropping columns of existing tables."""

import sqlalchemy as sa
from alembic import op


def real_name(schema: str) -> str:
    """Return what *schema* is called in the database; Alembic's ALTER TABLE does not ask."""
    names: dict[str, str] = op.get_bind().get_execution_options()["schema_translate_map"]
    return names[schema]


def add_columns(schema: str, table: str, *columns: sa.Column[object]) -> None:
    """Add *columns*; a CHECK on one of them comes with it, since SQLite takes none later."""
    for column in columns:
        op.add_column(table, column, schema=real_name(schema))


def drop_columns(schema: str, table: str, *columns: str) -> None:
    """Drop *columns*, and the CHECK that came with each."""
    for column in columns:
        op.drop_column(table, column, schema=real_name(schema))
