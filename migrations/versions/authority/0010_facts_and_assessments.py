"""More facts of victims, cases, claims and clocks; every conclusion of a medical council.

Revision ID: 0010_facts_and_assessments
Revises: 0009_signals_and_notices
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0010_facts_and_assessments", "0009_signals_and_notices"

# Who owed what before it was kept beside the clock.
HOLDERS = """
UPDATE "{schema}".clock SET holder = CASE
WHEN duty = 'payment' THEN 'employer'
WHEN duty = 'complaint' THEN 'parties'
WHEN duty = 'scene' THEN 'labour_department'
ELSE coalesce((SELECT CASE "case".level WHEN 'provincial' THEN 'labour_department'
WHEN 'commune_record' THEN 'commune' ELSE 'employer' END
FROM "{schema}"."case" WHERE "case".id = clock.case_id), 'employer') END
"""


def upgrade() -> None:
    """Add the columns and create the table."""
    add_columns(
        "authority",
        "victim",
        sa.Column("birth_year", sa.Integer()),
        sa.Column(
            "death_link",
            sa.String(40),
            sa.CheckConstraint(
                "death_link IN ('at_scene', 'emergency', 'treatment', 'recurrence', 'court_declared', 'not_from_accident')",
                name=op.f("ck_victim_death_link"),
            ),
        ),
        sa.Column("forensic_reference", sa.String(200)),
    )
    add_columns(
        "authority",
        "case",
        sa.Column(
            "ship",
            sa.String(40),
            sa.CheckConstraint(
                "ship IN ('international', 'coastal', 'fishing', 'public_duty', 'military')",
                name=op.f("ck_case_ship"),
            ),
        ),
        sa.Column("technical_incident", sa.Boolean()),
        sa.Column("casualties_unclear", sa.Boolean()),
    )
    add_columns(
        "authority",
        "claim",
        sa.Column("disputed_at", sa.DateTime(timezone=True)),
        sa.Column("dispute_reason", sa.String(2000)),
    )
    add_columns(
        "authority",
        "clock",
        sa.Column(
            "reason",
            sa.String(40),
            sa.CheckConstraint(
                "reason IN ('news', 'reclassified', 'assessment', 'file_returned', 'round_opened', 'published', 'petition', 'entitled')",
                name=op.f("ck_clock_reason"),
            ),
            nullable=False,
            server_default="news",
        ),
        sa.Column(
            "holder",
            sa.String(40),
            sa.CheckConstraint(
                "holder IN ('employer', 'commune', 'labour_department', 'labour_ministry', 'special_body', 'parties')",
                name=op.f("ck_clock_holder"),
            ),
            nullable=False,
            server_default="employer",
        ),
    )
    op.execute(HOLDERS.format(schema=real_name("authority")))
    op.create_index(
        op.f("ix_clock_holder_status_due_at"),
        "clock",
        ["holder", "status", "due_at"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("loss_percent", sa.Integer(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("council", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_assessment_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["authority.claim.id"], name=op.f("fk_assessment_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_assessment_case_id"), "assessment", ["case_id"], unique=False, schema="authority"
    )


def downgrade() -> None:
    """Drop the table and the columns."""
    op.drop_table("assessment", schema="authority")
    op.drop_index(op.f("ix_clock_holder_status_due_at"), table_name="clock", schema="authority")
    drop_columns("authority", "clock", "holder", "reason")
    drop_columns(
        "authority",
        "claim",
        "dispute_reason",
        "disputed_at",
    )
    drop_columns(
        "authority",
        "case",
        "casualties_unclear",
        "technical_incident",
        "ship",
    )
    drop_columns(
        "authority",
        "victim",
        "forensic_reference",
        "death_link",
        "birth_year",
    )
