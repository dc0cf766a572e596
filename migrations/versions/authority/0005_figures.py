"""What the figures are computed from.

Revision ID: 0005_figures
Revises: 0004_log
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005_figures", "0004_log"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("case_severity", sa.String(40), nullable=True),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("area_code", sa.String(length=10), nullable=False),
        sa.Column("sector", sa.String(length=1), nullable=False),
        sa.Column("owner_type", sa.String(40), nullable=False),
        sa.Column("zone_code", sa.String(length=20), nullable=True),
        sa.Column("relation", sa.String(40), nullable=False),
        sa.Column("sex", sa.String(40), nullable=False),
        sa.Column("declared_by_duty", sa.Boolean(), nullable=False),
        sa.Column("declared_in_time", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("investigation_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handling_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entitlement", sa.String(40), nullable=True),
        sa.Column("not_entitled_reason", sa.String(40), nullable=True),
        sa.Column("payment_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_in_full_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("underpaid", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "case_severity IN ('fatal', 'severe', 'light')", name=op.f("ck_fact_case_severity")
        ),
        sa.CheckConstraint(
            "entitlement IN ('awaiting', 'entitled', 'not_entitled')",
            name=op.f("ck_fact_entitlement"),
        ),
        sa.CheckConstraint("kind IN ('accident', 'disease')", name=op.f("ck_fact_kind")),
        sa.CheckConstraint(
            "not_entitled_reason IN ('personal_conflict', 'self_harm', 'drugs', 'below_threshold', 'not_occupational', 'no_employer_duty')",
            name=op.f("ck_fact_not_entitled_reason"),
        ),
        sa.CheckConstraint(
            "owner_type IN ('state', 'private', 'foreign', 'cooperative', 'household', 'public')",
            name=op.f("ck_fact_owner_type"),
        ),
        sa.CheckConstraint(
            "relation IN ('contract', 'no_contract', 'leased', 'apprentice')",
            name=op.f("ck_fact_relation"),
        ),
        sa.CheckConstraint(
            "severity IN ('fatal', 'severe', 'light')", name=op.f("ck_fact_severity")
        ),
        sa.CheckConstraint("sex IN ('female', 'male')", name=op.f("ck_fact_sex")),
        sa.CheckConstraint(
            "standing IN ('confirmed', 'provisional', 'excluded')", name=op.f("ck_fact_standing")
        ),
        sa.CheckConstraint(
            "known_until IS NULL OR known_until >= known_from", name=op.f("ck_fact_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_fact_case_id_known_until"),
        "fact",
        ["case_id", "known_until"],
        unique=False,
        schema="authority",
    )
    op.create_index(
        op.f("ix_fact_occurred_on_known_until"),
        "fact",
        ["occurred_on", "known_until"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "workforce",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("area_code", sa.String(length=10), nullable=True),
        sa.Column("sector", sa.String(length=1), nullable=True),
        sa.Column("relation", sa.String(40), nullable=True),
        sa.Column("workers", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "relation IN ('contract', 'no_contract', 'leased', 'apprentice')",
            name=op.f("ck_workforce_relation"),
        ),
        sa.CheckConstraint("workers >= 0", name=op.f("ck_workforce_workers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workforce")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_workforce_period_known_until"),
        "workforce",
        ["period", "known_until"],
        unique=False,
        schema="authority",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("workforce", schema="authority")
    op.drop_table("fact", schema="authority")
