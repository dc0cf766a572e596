"""Answers under idempotency keys.

Revision ID: 0019_answers
Revises: 0018_erasures
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0019_answers", "0018_erasures"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_answer_key_digest")),
        schema="authority",
    )
    op.create_index(op.f("ix_answer_created_at"), "answer", ["created_at"], schema="authority")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("answer", schema="authority")
