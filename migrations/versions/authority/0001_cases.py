"""Cases with their victims, and the declarations as they were sent.

Revision ID: 0001_cases
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001_cases", None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "case_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_counter")),
        schema="authority",
    )
    op.create_table(
        "workplace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tax_code", sa.String(length=14), nullable=False),
        sa.Column("area_code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_folded", sa.String(length=300), nullable=False),
        sa.Column("vsic_code", sa.String(length=5), nullable=False),
        sa.Column("owner_type", sa.String(40), nullable=False),
        sa.Column("zone_code", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "owner_type IN ('state', 'private', 'foreign', 'cooperative', 'household', 'public')",
            name=op.f("ck_workplace_owner_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace")),
        sa.UniqueConstraint("tax_code", "area_code", name=op.f("uq_workplace_tax_code_area_code")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_workplace_name_folded"),
        "workplace",
        ["name_folded"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registration", sa.String(40), nullable=False),
        sa.Column("investigation", sa.String(40), nullable=True),
        sa.Column("disease", sa.String(40), nullable=True),
        sa.Column("handling", sa.String(40), nullable=False),
        sa.Column("rejection", sa.String(40), nullable=True),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("level", sa.String(40), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("area_code", sa.String(length=10), nullable=False),
        sa.Column("area_name", sa.String(length=100), nullable=False),
        sa.Column("area_code_now", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=True),
        sa.Column("inside_workplace", sa.Boolean(), nullable=True),
        sa.Column("commuting", sa.Boolean(), nullable=True),
        sa.Column("preliminary_cause", sa.String(length=3), nullable=True),
        sa.Column("injury_factor", sa.String(40), nullable=True),
        sa.Column("special_regime", sa.String(40), nullable=True),
        sa.Column("workplace_id", sa.Uuid(), nullable=False),
        sa.Column("tax_code", sa.String(length=14), nullable=False),
        sa.Column("employer_name", sa.String(length=300), nullable=False),
        sa.Column("search_folded", sa.String(length=1000), nullable=False),
        sa.Column("vsic_code", sa.String(length=5), nullable=False),
        sa.Column("sector", sa.String(length=1), nullable=False),
        sa.Column("owner_type", sa.String(40), nullable=False),
        sa.Column("zone_code", sa.String(length=20), nullable=True),
        sa.Column("workers_total", sa.Integer(), nullable=True),
        sa.Column("workers_female", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "disease IN ('reported', 'diagnosed', 'not_confirmed', 'assessed', 'confirmed')",
            name=op.f("ck_case_disease"),
        ),
        sa.CheckConstraint(
            "handling IN ('open', 'decided', 'remedies_due', 'done')", name=op.f("ck_case_handling")
        ),
        sa.CheckConstraint(
            "injury_factor IN ('fall', 'electricity', 'traffic', 'machine', 'falling_object', 'lifting', 'pressure', 'heat', 'chemical', 'explosion', 'drowning', 'other')",
            name=op.f("ck_case_injury_factor"),
        ),
        sa.CheckConstraint(
            "investigation IN ('pending', 'team_formed', 'in_progress', 'awaiting_assessment', 'with_police', 'concluded', 'published', 'minutes_sent', 'recorded')",
            name=op.f("ck_case_investigation"),
        ),
        sa.CheckConstraint("kind IN ('accident', 'disease')", name=op.f("ck_case_kind")),
        sa.CheckConstraint(
            "level IN ('base', 'provincial', 'commune_record')", name=op.f("ck_case_level")
        ),
        sa.CheckConstraint(
            "owner_type IN ('state', 'private', 'foreign', 'cooperative', 'household', 'public')",
            name=op.f("ck_case_owner_type"),
        ),
        sa.CheckConstraint(
            "registration IN ('declared', 'registered', 'returned', 'rejected', 'closed')",
            name=op.f("ck_case_registration"),
        ),
        sa.CheckConstraint(
            "rejection IN ('duplicate', 'not_an_accident_at_work', 'outside_jurisdiction')",
            name=op.f("ck_case_rejection"),
        ),
        sa.CheckConstraint(
            "severity IN ('fatal', 'severe', 'light')", name=op.f("ck_case_severity")
        ),
        sa.CheckConstraint(
            "special_regime IN ('radiation', 'oil_gas', 'rail', 'waterway', 'road', 'air', 'armed_forces', 'maritime')",
            name=op.f("ck_case_special_regime"),
        ),
        sa.ForeignKeyConstraint(
            ["workplace_id"], ["authority.workplace.id"], name=op.f("fk_case_workplace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_case_area_code_now_declared_at_id"),
        "case",
        ["area_code_now", "declared_at", "id"],
        unique=False,
        schema="authority",
    )
    op.create_index(
        op.f("ix_case_declared_at_id"),
        "case",
        ["declared_at", "id"],
        unique=False,
        schema="authority",
    )
    op.create_index(
        op.f("ix_case_occurred_on"), "case", ["occurred_on"], unique=False, schema="authority"
    )
    op.create_index(
        op.f("ix_case_tax_code_declared_at_id"),
        "case",
        ["tax_code", "declared_at", "id"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("tracking_no", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("declarant_role", sa.String(40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "declarant_role IN ('employer', 'commune')", name=op.f("ck_declaration_declarant_role")
        ),
        sa.CheckConstraint("kind IN ('accident', 'disease')", name=op.f("ck_declaration_kind")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_declaration_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
        sa.UniqueConstraint(
            "tracking_no", "version", name=op.f("uq_declaration_tracking_no_version")
        ),
        schema="authority",
    )
    op.create_index(
        op.f("ix_declaration_case_id"), "declaration", ["case_id"], unique=False, schema="authority"
    )
    op.create_table(
        "victim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("name_folded", sa.String(length=200), nullable=False),
        sa.Column("sex", sa.String(40), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("citizen_id_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("citizen_id_index", sa.LargeBinary(), nullable=True),
        sa.Column("occupation_code", sa.String(length=10), nullable=True),
        sa.Column("relation", sa.String(40), nullable=False),
        sa.Column("employer_tax_code", sa.String(length=14), nullable=True),
        sa.Column("declared_condition", sa.String(40), nullable=True),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.Column("died_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("health_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("monthly_wage_vnd", sa.BigInteger(), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=True),
        sa.Column("insured_since", sa.String(length=7), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "declared_condition IN ('fatal', 'severe', 'light')",
            name=op.f("ck_victim_declared_condition"),
        ),
        sa.CheckConstraint(
            "relation IN ('contract', 'no_contract', 'leased', 'apprentice')",
            name=op.f("ck_victim_relation"),
        ),
        sa.CheckConstraint(
            "severity IN ('fatal', 'severe', 'light')", name=op.f("ck_victim_severity")
        ),
        sa.CheckConstraint("sex IN ('female', 'male')", name=op.f("ck_victim_sex")),
        sa.ForeignKeyConstraint(["case_id"], ["authority.case.id"], name=op.f("fk_victim_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim")),
        sa.UniqueConstraint("case_id", "ordinal", name=op.f("uq_victim_case_id_ordinal")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_victim_citizen_id_index"),
        "victim",
        ["citizen_id_index"],
        unique=False,
        schema="authority",
    )
    op.create_index(
        op.f("ix_victim_name_folded"), "victim", ["name_folded"], unique=False, schema="authority"
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("victim", schema="authority")
    op.drop_table("declaration", schema="authority")
    op.drop_table("case", schema="authority")
    op.drop_table("workplace", schema="authority")
    op.drop_table("case_counter", schema="authority")
