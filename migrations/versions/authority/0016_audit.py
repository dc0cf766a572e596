"""Heads of the logs, daily roots, who read what; what is written once stays as it is.

Revision ID: 0016_audit
Revises: 0015_tally
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import real_name

revision, down_revision = "0016_audit", "0015_tally"

ROLES = "'employer', 'commune', 'inspector', 'supervisor', 'insurance', 'health', 'police', 'zone_authority', 'union', 'agency', 'admin'"

HEADS = """
INSERT INTO "{schema}".chain_head (case_id, seq, hash)
SELECT a.case_id, a.seq, a.hash FROM "{schema}".action AS a
WHERE a.seq = (SELECT max(b.seq) FROM "{schema}".action AS b WHERE b.case_id = a.case_id)
"""

SQLITE = """
CREATE TRIGGER "{schema}".{table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'this table is written once'); END
"""
FUNCTION = """
CREATE FUNCTION "{schema}".refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'this table is written once'; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON "{schema}".{table}
FOR EACH STATEMENT EXECUTE FUNCTION "{schema}".refuse_to_rewrite()
"""
NO_TRIGGER = """DROP TRIGGER action_written_once ON "{schema}".action"""
NO_FUNCTION = """DROP FUNCTION "{schema}".refuse_to_rewrite()"""

NEW = ("daily_root", "read")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(statement: str, **names: str) -> None:
    op.get_bind().exec_driver_sql(statement.format(schema=real_name("authority"), **names))


def _write_once() -> None:
    if _is_sqlite():
        # The log has had its triggers since it was made.
        for table in NEW:
            for verb in ("UPDATE", "DELETE"):
                _run(SQLITE, table=table, verb=verb)
        return
    _run(FUNCTION)
    for table in ("action", *NEW):
        _run(POSTGRES, table=table)


def upgrade() -> None:
    """Create the tables, and note where each log ends today."""
    op.create_table(
        "chain_head",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_chain_head_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_chain_head")),
        schema="authority",
    )
    op.create_table(
        "daily_root",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_root")),
        schema="authority",
    )
    op.create_table(
        "read",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("signal_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("operation", sa.String(80), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(200), nullable=True),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_read_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read")),
        schema="authority",
    )
    for column in ("case_id", "account_id"):
        op.create_index(
            op.f(f"ix_read_{column}_at_id"), "read", [column, "at", "id"], schema="authority"
        )
    _run(HEADS)
    _write_once()


def downgrade() -> None:
    """Drop the tables; who read what is gone with them."""
    if not _is_sqlite():
        _run(NO_TRIGGER)
    for table in ("read", "daily_root", "chain_head"):
        op.drop_table(table, schema="authority")
    if not _is_sqlite():
        _run(NO_FUNCTION)
