"""Versions of organisations and accounts, on which a change of them is decided.

Revision ID: 0005_versions
Revises: 0004_identity
"""

import sqlalchemy as sa
from migrations.columns import add_columns, drop_columns

revision, down_revision = "0005_versions", "0004_identity"


def upgrade() -> None:
    """Begin at 1; the release before, which knows no versions, goes on entering rows."""
    for table in ("organisation", "account"):
        add_columns(
            "common",
            table,
            sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")),
        )


def downgrade() -> None:
    """Forget them."""
    for table in ("organisation", "account"):
        drop_columns("common", table, "version")
