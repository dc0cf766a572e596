"""Versions of provisions that administrators add at run time.

Revision ID: 0002_amendments
Revises: 0001_accounts_and_areas
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002_amendments", "0001_accounts_and_areas"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("instrument", sa.String(length=300), nullable=False),
        sa.Column("article", sa.String(length=300), nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "mark IN ('verified', 'second_hand', 'recalled', 'unsure', 'derived', 'service_standard')",
            name=op.f("ck_amendment_mark"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'refused')", name=op.f("ck_amendment_state")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_amendment_two_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        schema="common",
    )
    op.create_index(
        op.f("ix_amendment_rule_since"),
        "amendment",
        ["rule", "since"],
        unique=False,
        schema="common",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("amendment", schema="common")
