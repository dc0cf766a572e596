"""Signals of accidents, and how the notice to each body goes.

Revision ID: 0009_signals_and_notices
Revises: 0008_requests_and_links
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns

revision, down_revision = "0009_signals_and_notices", "0008_requests_and_links"


def upgrade() -> None:
    """Create the table and add the columns."""
    op.create_table(
        "signal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("area_code", sa.String(length=10), nullable=False),
        sa.Column("area_code_now", sa.String(length=10), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "source IN ('police', 'hospital', 'insurance', 'press', 'union', 'commune', 'citizen')",
            name=op.f("ck_signal_source"),
        ),
        sa.CheckConstraint(
            "state IN ('new', 'matched', 'confirmed', 'refused')", name=op.f("ck_signal_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["authority.case.id"], name=op.f("fk_signal_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_signal_case_id"), "signal", ["case_id"], unique=False, schema="authority"
    )
    op.create_index(
        op.f("ix_signal_organisation_id_received_at_id"),
        "signal",
        ["organisation_id", "received_at", "id"],
        unique=False,
        schema="authority",
    )
    op.create_index(
        op.f("ix_signal_state_received_at_id"),
        "signal",
        ["state", "received_at", "id"],
        unique=False,
        schema="authority",
    )
    add_columns(
        "authority",
        "recipient",
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.Column(
            "channel",
            sa.String(40),
            sa.CheckConstraint(
                "channel IN ('service', 'http', 'phone', 'email', 'fax', 'in_person')",
                name=op.f("ck_recipient_channel"),
            ),
        ),
        sa.Column("reference", sa.String(100)),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("last_attempt_at", sa.DateTime(timezone=True)),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True)),
        sa.Column("last_error", sa.String(300)),
    )
    op.create_index(
        op.f("ix_recipient_delivery_next_attempt_at"),
        "recipient",
        ["delivery", "next_attempt_at"],
        unique=False,
        schema="authority",
    )


def downgrade() -> None:
    """Drop the columns and the table."""
    op.drop_index(
        op.f("ix_recipient_delivery_next_attempt_at"), table_name="recipient", schema="authority"
    )
    drop_columns(
        "authority",
        "recipient",
        "last_error",
        "next_attempt_at",
        "last_attempt_at",
        "attempts",
        "reference",
        "channel",
        "acknowledged_at",
    )
    op.drop_table("signal", schema="authority")
