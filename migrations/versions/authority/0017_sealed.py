"""Diagnosis, loss of ability to work, findings and forensic papers are kept sealed.

Revision ID: 0017_sealed
Revises: 0016_audit
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0017_sealed", "0016_audit"

CLEAR: dict[str, tuple[str, dict[str, sa.types.TypeEngine[Any]]]] = {
    "victim": ("id", {"forensic_reference": sa.String(200)}),
    "claim": ("id", {"loss_percent": sa.Integer()}),
    "assessment": ("id", {"loss_percent": sa.Integer()}),
    "investigation": ("id", {"findings": sa.String(8000), "petition_answer": sa.String(2000)}),
    "disease": (
        "case_id",
        {
            "list_no": sa.Integer(),
            "icd10": sa.String(8),
            "facility": sa.String(300),
            "loss_percent": sa.Integer(),
        },
    ),
}
"""By table its primary key and what was in the clear."""

ALWAYS_THERE = {("assessment", "loss_percent"), ("disease", "list_no")}


def _sealer() -> Any:
    config = op.get_context().config
    sealer = config.attributes.get("sealer") if config is not None else None
    if sealer is None:
        raise CommandError("values must be sealed or opened: run it with the field keys")
    return sealer


def _move(table: str, key: str, column: str, kind: sa.types.TypeEngine[Any], *, seal: bool) -> None:
    connection = op.get_bind()
    described = sa.table(
        table,
        sa.column(key, sa.Uuid()),
        sa.column(column, kind),
        sa.column(f"{column}_sealed", sa.LargeBinary()),
        schema=real_name("authority"),
    )
    clear, sealed, of = described.c[column], described.c[f"{column}_sealed"], described.c[key]
    source, target = (clear, sealed) if seal else (sealed, clear)
    asked = sa.select(of, source).where(source.is_not(None))
    changes = []
    for row_id, value in connection.execute(asked).all():
        place = f"{table}.{column}:{row_id}"
        if seal:
            plain = json.dumps(value, ensure_ascii=False).encode()
            moved = _sealer().seal(plain, place)
        else:
            moved = json.loads(_sealer().unseal(value, place)) if value else None
        changes.append({"of": row_id, "moved": moved})
    if changes:
        renewed = sa.update(described).where(of == sa.bindparam("of"))
        connection.execute(renewed.values({target: sa.bindparam("moved")}), changes)


def _require(table: str, column: str) -> None:
    """Let *column* be empty no more; SQLite cannot say so of a column that is there already."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        statement = f'ALTER TABLE "{real_name("authority")}"."{table}" ALTER {column} SET NOT NULL'
        connection.exec_driver_sql(statement)


def upgrade() -> None:
    """Seal what is there; the columns in the clear go."""
    for table, (key, columns) in CLEAR.items():
        for column, kind in columns.items():
            add_columns("authority", table, sa.Column(f"{column}_sealed", sa.LargeBinary()))
            _move(table, key, column, kind, seal=True)
            drop_columns("authority", table, column)


def downgrade() -> None:
    """Open everything again."""
    for table, (key, columns) in CLEAR.items():
        for column, kind in columns.items():
            add_columns("authority", table, sa.Column(column, kind))
            _move(table, key, column, kind, seal=False)
            drop_columns("authority", table, f"{column}_sealed")
            if (table, column) in ALWAYS_THERE:
                _require(table, column)
