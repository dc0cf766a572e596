"""The authority decides on a case once for each result, and keeps what it decided before.

Revision ID: 0007_decisions
Revises: 0006_rounds
"""

import sqlalchemy as sa
from alembic import op
from migrations.remaking import forget, refuse_several, run, set_aside
from sqlalchemy.schema import SchemaItem

revision, down_revision = "0007_decisions", "0006_rounds"

DECISION = "case_id, kind, decision_no, decided_on, fine_vnd, reason, remedies, remedies_due_on, decided_at, done_at"

FIRST_DECISIONS = """
INSERT INTO "{schema}".handling ({columns}, id, ordinal)
SELECT {columns}, case_id, 1 FROM handling_aside
"""
ONLY_DECISIONS = """
INSERT INTO "{schema}".handling ({columns}) SELECT {columns} FROM handling_aside
"""


def upgrade() -> None:
    """Make the table anew, with what it held as the first decision."""
    set_aside("handling")
    op.create_table(
        "handling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        *_decision(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling")),
        sa.UniqueConstraint("case_id", "ordinal", name=op.f("uq_handling_case_id_ordinal")),
        schema="authority",
    )
    run(FIRST_DECISIONS, columns=DECISION)
    forget("handling")


def downgrade() -> None:
    """Make the table anew as it was; refused where a case has more than it can hold."""
    refuse_several("handling")
    set_aside("handling")
    op.create_table(
        "handling",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_decision(),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_handling")),
        schema="authority",
    )
    run(ONLY_DECISIONS, columns=DECISION)
    forget("handling")


def _decision() -> list[SchemaItem]:
    return [
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
    ]
