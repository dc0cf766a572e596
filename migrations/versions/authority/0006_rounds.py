"""An investigation has rounds: a later one does not erase an earlier one.

Revision ID: 0006_rounds
Revises: 0005_figures
"""

import sqlalchemy as sa
from alembic import op
from migrations.remaking import forget, refuse_several, run, set_aside

revision, down_revision = "0006_rounds", "0005_figures"

# What a row of before and one of now both hold.
INQUIRY = "decision_no, decided_on, started_at, extension, extension_days, extension_reason, extension_requested_by, assessment, assessment_agency, assessment_requested_at, assessment_received_at, police_agency, referred_at, returned_at, conclusion, fault, main_cause, findings, concluded_at, minutes_no, published_at, sent_at, sent_to"
MEMBER = "id, case_id, seat, full_name, position, organisation_id, is_head"

# The one investigation of a case becomes its first round and takes its identifier, so that the
# members of the team find it.
FIRST_ROUNDS = """
INSERT INTO "{schema}".investigation
(id, case_id, ordinal, level, state, opened_by, opened_at, {columns})
SELECT "case".id, "case".id, 1, coalesce("case".level, 'base'),
coalesce("case".investigation, 'pending'), 'news', "case".declared_at, {columns}
FROM investigation_aside JOIN "{schema}"."case" ON "case".id = investigation_aside.case_id
"""
TEAMS = """
INSERT INTO "{schema}".team_member ({columns}, investigation_id)
SELECT {columns}, case_id FROM team_member_aside
"""

ONLY_ROUNDS = """
INSERT INTO "{schema}".investigation (case_id, {columns})
SELECT case_id, {columns} FROM investigation_aside
"""
ONLY_TEAMS = """
INSERT INTO "{schema}".team_member ({columns}) SELECT {columns} FROM team_member_aside
"""


def upgrade() -> None:
    """Make the tables anew, with what they held as the first round."""
    set_aside("team_member", "investigation")
    op.create_table(
        "investigation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_by", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.Column("criminal_case_no", sa.String(length=60), nullable=True),
        sa.Column("criminal_case_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("criminal_outcome", sa.String(40), nullable=True),
        sa.Column("criminal_case_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conclusion", sa.String(40), nullable=True),
        sa.Column("fault", sa.String(40), nullable=True),
        sa.Column("main_cause", sa.String(length=3), nullable=True),
        sa.Column("findings", sa.String(length=8000), nullable=True),
        sa.Column("commuting_evidence", sa.String(40), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_no", sa.String(length=60), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_to", sa.JSON(), nullable=True),
        sa.Column("petition", sa.String(40), nullable=True),
        sa.Column("petitioner", sa.String(40), nullable=True),
        sa.Column("petitioned_on", sa.Date(), nullable=True),
        sa.Column("petition_answer", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "assessment IN ('technical', 'forensic')", name=op.f("ck_investigation_assessment")
        ),
        sa.CheckConstraint(
            "commuting_evidence IN ('scene_minutes', 'traffic_minutes', 'police_confirmation')",
            name=op.f("ck_investigation_commuting_evidence"),
        ),
        sa.CheckConstraint(
            "conclusion IN ('occupational_accident', 'allowance_case', 'not_occupational')",
            name=op.f("ck_investigation_conclusion"),
        ),
        sa.CheckConstraint(
            "criminal_outcome IN ('no_culprit', 'suspended', 'other_accused', 'victim_accused')",
            name=op.f("ck_investigation_criminal_outcome"),
        ),
        sa.CheckConstraint(
            "extension IN ('requested', 'approved', 'refused')",
            name=op.f("ck_investigation_extension"),
        ),
        sa.CheckConstraint(
            "fault IN ('worker_wholly', 'not_worker_wholly')", name=op.f("ck_investigation_fault")
        ),
        sa.CheckConstraint(
            "level IN ('base', 'provincial', 'commune_record', 'central', 'special')",
            name=op.f("ck_investigation_level"),
        ),
        sa.CheckConstraint(
            "opened_by IN ('news', 'handed_over', 'reinvestigation')",
            name=op.f("ck_investigation_opened_by"),
        ),
        sa.CheckConstraint(
            "petition IN ('received', 'granted', 'refused')", name=op.f("ck_investigation_petition")
        ),
        sa.CheckConstraint(
            "petitioner IN ('victim', 'employer', 'other', 'insurance')",
            name=op.f("ck_investigation_petitioner"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'team_formed', 'in_progress', 'awaiting_assessment', 'with_police', 'concluded', 'published', 'minutes_sent', 'reinvestigation', 'handed_over', 'recorded')",
            name=op.f("ck_investigation_state"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_investigation_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
        sa.UniqueConstraint("case_id", "ordinal", name=op.f("uq_investigation_case_id_ordinal")),
        schema="authority",
    )
    op.create_table(
        "team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(40), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "seat IN ('employer', 'base_union', 'safety_officer', 'health_officer', 'labour_department', 'health_department', 'union_federation', 'labour_ministry', 'health_ministry', 'confederation', 'other')",
            name=op.f("ck_team_member_seat"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_team_member_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"],
            ["authority.investigation.id"],
            name=op.f("fk_team_member_investigation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        schema="authority",
    )
    _index_team("case_id", "investigation_id", "organisation_id")
    run(FIRST_ROUNDS, columns=INQUIRY)
    run(TEAMS, columns=MEMBER)
    forget("team_member", "investigation")


def downgrade() -> None:
    """Make the tables anew as they were; refused where a case has more than they can hold."""
    refuse_several("investigation")
    set_aside("team_member", "investigation")
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
    _index_team("case_id", "organisation_id")
    run(ONLY_ROUNDS, columns=INQUIRY)
    run(ONLY_TEAMS, columns=MEMBER)
    forget("team_member", "investigation")


def _index_team(*columns: str) -> None:
    for column in columns:
        op.create_index(
            op.f(f"ix_team_member_{column}"),
            "team_member",
            [column],
            unique=False,
            schema="authority",
        )
