"""The append-only log of actions.

Revision ID: 0004_log
Revises: 0003_claims_and_clocks
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004_log", "0003_claims_and_clocks"


FORBID = """
CREATE TRIGGER "{schema}".action_{verb} BEFORE {verb} ON action
BEGIN SELECT RAISE(ABORT, 'actions are append-only'); END
"""


def _append_only() -> None:
    """Keep the log append-only in SQLite; in PostgreSQL the grants of the service's role do."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        schema = connection.get_execution_options()["schema_translate_map"]["authority"]
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(FORBID.format(schema=schema, verb=verb))


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("track", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("target", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "role IN ('employer', 'commune', 'inspector', 'supervisor', 'insurance', 'health', 'police', 'zone_authority', 'union', 'agency', 'admin')",
            name=op.f("ck_action_role"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["authority.case.id"], name=op.f("fk_action_case_id")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["authority.claim.id"], name=op.f("fk_action_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_action_case_id_seq")),
        schema="authority",
    )
    _append_only()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("action", schema="authority")
