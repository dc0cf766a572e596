"""What each action changed of the facts of figures.

Revision ID: 0014_logged_facts
Revises: 0013_facts
"""

import sqlalchemy as sa
from migrations.columns import add_columns, drop_columns

revision, down_revision = "0014_logged_facts", "0013_facts"


def upgrade() -> None:
    """Add the columns; actions of before say nothing in them, and their hashes stay."""
    add_columns(
        "authority",
        "action",
        sa.Column("facts", sa.JSON()),
        sa.Column("facts_sha256", sa.String(64)),
    )


def downgrade() -> None:
    """Drop the columns."""
    drop_columns("authority", "action", "facts_sha256", "facts")
