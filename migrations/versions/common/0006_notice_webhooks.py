"""Addresses of notices become webhooks, which are in the schema of each authority.

Revision ID: 0006_notice_webhooks
Revises: 0005_versions
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0006_notice_webhooks", "0005_versions"

KEEP = """
INSERT INTO "{schema}".notice_address (organisation_id, url)
SELECT id, notice_url FROM "{schema}".organisation WHERE notice_url IS NOT NULL
"""
COUNT = """SELECT count(*) FROM "{schema}".organisation WHERE notice_url IS NOT NULL"""
BACK = """
UPDATE "{schema}".organisation SET notice_url = (
  SELECT min(url) FROM "{schema}".notice_address AS a
  WHERE a.organisation_id = "{schema}".organisation.id
)
"""


def _run(statement: str) -> sa.CursorResult[tuple[object, ...]]:
    return op.get_bind().exec_driver_sql(statement.format(schema=real_name("common")))


def upgrade() -> None:
    """Keep the addresses for the migration of each authority; the last one drops the table."""
    if _run(COUNT).scalar_one():
        op.create_table(
            "notice_address",
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("url", sa.String(500), nullable=False),
            schema="common",
        )
        _run(KEEP)
    drop_columns("common", "organisation", "notice_url")


def downgrade() -> None:
    """Give each organisation its address back."""
    add_columns("common", "organisation", sa.Column("notice_url", sa.String(500)))
    names = sa.inspect(op.get_bind()).get_table_names(schema=real_name("common"))
    if "notice_address" in names:
        _run(BACK)
        op.drop_table("notice_address", schema="common")
