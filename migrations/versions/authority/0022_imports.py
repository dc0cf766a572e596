"""Files of many records are taken in.

Revision ID: 0022_imports
Revises: 0021_webhooks
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0022_imports", "0021_webhooks"

MOMENT = sa.DateTime(timezone=True)
CODES = {
    "kind": "'declarations', 'workforce', 'workplaces'",
    "mode": "'validate', 'commit'",
    "atomic": "'all', 'row'",
    "format": "'csv', 'xlsx', 'ndjson'",
    "state": "'receiving', 'queued', 'running', 'done', 'failed', 'cancelled'",
}
OUTCOMES = ("accepted", "updated", "unchanged", "duplicate", "skipped", "rejected")


def upgrade() -> None:
    """Add the tables of imports."""
    op.create_table(
        "import",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in CODES),
        sa.Column("charset", sa.String(40)),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT) for name in ("started_at", "finished_at", "purged_at")),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("bytes_read", sa.BigInteger(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in OUTCOMES),
        sa.Column("headings", sa.JSON()),
        sa.Column("fault", sa.JSON()),
        sa.Column("lease", sa.Uuid()),
        sa.Column("leased_until", MOMENT),
        *(
            sa.CheckConstraint(f"{name} IN ({codes})", name=op.f(f"ck_import_{name}"))
            for name, codes in CODES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        schema="authority",
    )
    _index("import", "organisation_id", "received_at", "id")
    _index("import", "state", "received_at")
    op.create_table(
        "import_chunk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        _of_import("import_chunk"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_chunk")),
        sa.UniqueConstraint("import_id", "ordinal", name=op.f("uq_import_chunk_import_id_ordinal")),
        schema="authority",
    )
    op.create_table(
        "import_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("told", sa.String(40)),
        sa.Column("first_row", sa.Integer()),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary()),
        sa.Column("content_sealed", sa.LargeBinary()),
        sa.CheckConstraint(
            "outcome IN ({})".format(", ".join(f"'{one}'" for one in OUTCOMES)),
            name=op.f("ck_import_row_outcome"),
        ),
        _of_import("import_row"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_row_import_id_number")),
        schema="authority",
    )
    _index("import_row", "import_id", "outcome", "number")
    _index("import_row", "import_id", "digest")
    op.create_table(
        "import_content",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.String(40), nullable=False),
        _of_import("import_content"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_import_content")),
        schema="authority",
    )


def downgrade() -> None:
    """Drop them; what was taken in stays, but would be taken in again."""
    for table in ("import_content", "import_row", "import_chunk", "import"):
        op.drop_table(table, schema="authority")


def _of_import(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["import_id"], ["authority.import.id"], name=op.f(f"fk_{table}_import_id")
    )


def _index(table: str, *columns: str) -> None:
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    op.create_index(name, table, list(columns), schema="authority")
