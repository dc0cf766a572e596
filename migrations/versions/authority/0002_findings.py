"""What investigation, assessment and handling of a case found.

Revision ID: 0002_findings
Revises: 0001_cases
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002_findings", "0001_cases"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "disease",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("list_no", sa.Integer(), nullable=False),
        sa.Column("icd10", sa.String(length=8), nullable=True),
        sa.Column("diagnosed_on", sa.Date(), nullable=False),
        sa.Column("facility", sa.String(length=300), nullable=True),
        sa.Column("loss_percent", sa.Integer(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("council", sa.String(length=300), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_disease_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_disease")),
        schema="authority",
    )
    op.create_table(
        "handling",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("decision_no", sa.String(length=60), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("fine_vnd", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("remedies", sa.String(length=4000), nullable=True),
        sa.Column("remedies_due_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('sanction', 'remedies', 'referral', 'no_action')",
            name=op.f("ck_handling_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_handling_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_handling")),
        schema="authority",
    )
    op.create_table(
        "investigation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_no", sa.String(length=60), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extension", sa.String(40), nullable=True),
        sa.Column("extension_days", sa.Integer(), nullable=True),
        sa.Column("extension_reason", sa.String(length=2000), nullable=True),
        sa.Column("extension_requested_by", sa.Uuid(), nullable=True),
        sa.Column("assessment", sa.String(40), nullable=True),
        sa.Column("assessment_agency", sa.String(length=300), nullable=True),
        sa.Column("assessment_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assessment_received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("police_agency", sa.String(length=300), nullable=True),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conclusion", sa.String(40), nullable=True),
        sa.Column("fault", sa.String(40), nullable=True),
        sa.Column("main_cause", sa.String(length=3), nullable=True),
        sa.Column("findings", sa.String(length=8000), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_no", sa.String(length=60), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_to", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "assessment IN ('technical', 'forensic')", name=op.f("ck_investigation_assessment")
        ),
        sa.CheckConstraint(
            "conclusion IN ('occupational_accident', 'allowance_case', 'not_occupational')",
            name=op.f("ck_investigation_conclusion"),
        ),
        sa.CheckConstraint(
            "extension IN ('requested', 'approved', 'refused')",
            name=op.f("ck_investigation_extension"),
        ),
        sa.CheckConstraint(
            "fault IN ('worker_wholly', 'not_worker_wholly')", name=op.f("ck_investigation_fault")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_investigation_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_investigation")),
        schema="authority",
    )
    op.create_table(
        "team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(40), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "seat IN ('employer', 'base_union', 'safety_officer', 'health_officer', 'labour_department', 'health_department', 'union_federation', 'other')",
            name=op.f("ck_team_member_seat"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.investigation.case_id"], name=op.f("fk_team_member_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_team_member_case_id"), "team_member", ["case_id"], unique=False, schema="authority"
    )
    op.create_index(
        op.f("ix_team_member_organisation_id"),
        "team_member",
        ["organisation_id"],
        unique=False,
        schema="authority",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("team_member", schema="authority")
    op.drop_table("investigation", schema="authority")
    op.drop_table("handling", schema="authority")
    op.drop_table("disease", schema="authority")
