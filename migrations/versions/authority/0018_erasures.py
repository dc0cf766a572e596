"""Cases that were kept as long as they had to be name nobody any more.

Revision ID: 0018_erasures
Revises: 0017_sealed
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns

revision, down_revision = "0018_erasures", "0017_sealed"


def upgrade() -> None:
    """Add when a case was made anonymous, and who proposed and approved it."""
    add_columns("authority", "case", sa.Column("anonymised_at", sa.DateTime(timezone=True)))
    op.create_table(
        "erasure",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> proposed_by", name=op.f("ck_erasure_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_erasure_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_erasure")),
        schema="authority",
    )


def downgrade() -> None:
    """Drop both; what was erased stays erased."""
    op.drop_table("erasure", schema="authority")
    drop_columns("authority", "case", "anonymised_at")
