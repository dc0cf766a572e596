"""What all authorities share: organisations, accounts, areas.

Revision ID: 0001_accounts_and_areas
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001_accounts_and_areas", None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=100), nullable=True),
        sa.Column("province", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("code", "since", name=op.f("pk_area")),
        schema="common",
    )
    op.create_index(op.f("ix_area_until"), "area", ["until"], unique=False, schema="common")
    op.create_table(
        "area_successor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("successor_code", sa.String(length=10), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_successor")),
        sa.UniqueConstraint(
            "code",
            "successor_code",
            "on_day",
            name=op.f("uq_area_successor_code_successor_code_on_day"),
        ),
        schema="common",
    )
    op.create_index(
        op.f("ix_area_successor_code"), "area_successor", ["code"], unique=False, schema="common"
    )
    op.create_index(
        op.f("ix_area_successor_successor_code"),
        "area_successor",
        ["successor_code"],
        unique=False,
        schema="common",
    )
    op.create_table(
        "authority",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("case_prefix", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_authority")),
        sa.UniqueConstraint("case_prefix", name=op.f("uq_authority_case_prefix")),
        schema="common",
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("tax_code", sa.String(length=14), nullable=True),
        sa.Column("zone_codes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_code"],
            ["common.authority.code"],
            name=op.f("fk_organisation_authority_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        schema="common",
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("client_id", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('employer', 'commune', 'inspector', 'supervisor', 'insurance', 'health', 'police', 'zone_authority', 'union', 'agency', 'admin')",
            name=op.f("ck_account_role"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["common.organisation.id"], name=op.f("fk_account_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("client_id", name=op.f("uq_account_client_id")),
        schema="common",
    )
    op.create_table(
        "organisation_area",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(length=10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["common.organisation.id"],
            name=op.f("fk_organisation_area_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "area_code", "since", name=op.f("pk_organisation_area")
        ),
        schema="common",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("organisation_area", schema="common")
    op.drop_table("account", schema="common")
    op.drop_table("organisation", schema="common")
    op.drop_table("authority", schema="common")
    op.drop_table("area_successor", schema="common")
    op.drop_table("area", schema="common")
