"""Where another system of a body takes notices.

Revision ID: 0003_notice_url
Revises: 0002_amendments
"""

import sqlalchemy as sa
from migrations.columns import add_columns, drop_columns

revision, down_revision = "0003_notice_url", "0002_amendments"


def upgrade() -> None:
    """Add the column."""
    add_columns("common", "organisation", sa.Column("notice_url", sa.String(500)))


def downgrade() -> None:
    """Drop the column."""
    drop_columns("common", "organisation", "notice_url")
