"""Claims, payments, statutory clocks and who must be told.

Revision ID: 0003_claims_and_clocks
Revises: 0002_findings
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003_claims_and_clocks", "0002_findings"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("rule_since", sa.Date(), nullable=False),
        sa.Column("rule_source", sa.String(length=700), nullable=False),
        sa.Column("rule_mark", sa.String(40), nullable=False),
        sa.Column("delivery", sa.String(40), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "delivery IN ('pending', 'delivered')", name=op.f("ck_recipient_delivery")
        ),
        sa.CheckConstraint(
            "rule_mark IN ('verified', 'second_hand', 'recalled', 'unsure', 'derived', 'service_standard')",
            name=op.f("ck_recipient_rule_mark"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_recipient_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("case_id", "body", name=op.f("uq_recipient_case_id_body")),
        schema="authority",
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("monthly_wage_vnd", sa.BigInteger(), nullable=True),
        sa.Column("loss_percent", sa.Integer(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("council", sa.String(length=300), nullable=True),
        sa.Column("entitled_on", sa.Date(), nullable=True),
        sa.Column("not_entitled_reason", sa.String(40), nullable=True),
        sa.Column("decided_vnd", sa.BigInteger(), nullable=True),
        sa.Column("decision_no", sa.String(length=60), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("paid_vnd", sa.BigInteger(), nullable=False),
        sa.Column("paid_in_full_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("underpaid", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "not_entitled_reason IN ('personal_conflict', 'self_harm', 'drugs', 'below_threshold', 'not_occupational', 'no_employer_duty')",
            name=op.f("ck_claim_not_entitled_reason"),
        ),
        sa.CheckConstraint(
            "scheme IN ('employer_compensation', 'employer_allowance', 'fund_lump_sum', 'fund_monthly', 'fund_death', 'voluntary')",
            name=op.f("ck_claim_scheme"),
        ),
        sa.CheckConstraint(
            "state IN ('awaiting_treatment', 'awaiting_assessment', 'entitled', 'not_entitled', 'decided', 'paid', 'part_paid')",
            name=op.f("ck_claim_state"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["authority.case.id"], name=op.f("fk_claim_case_id")),
        sa.ForeignKeyConstraint(
            ["victim_id"], ["authority.victim.id"], name=op.f("fk_claim_victim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("victim_id", "scheme", name=op.f("uq_claim_victim_id_scheme")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_claim_case_id"), "claim", ["case_id"], unique=False, schema="authority"
    )
    op.create_table(
        "clock",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("duty", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("rule_since", sa.Date(), nullable=False),
        sa.Column("rule_source", sa.String(length=700), nullable=False),
        sa.Column("rule_mark", sa.String(40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "duty IN ('scene', 'investigation', 'send_minutes', 'complaint', 'payment')",
            name=op.f("ck_clock_duty"),
        ),
        sa.CheckConstraint(
            "rule_mark IN ('verified', 'second_hand', 'recalled', 'unsure', 'derived', 'service_standard')",
            name=op.f("ck_clock_rule_mark"),
        ),
        sa.CheckConstraint(
            "status IN ('running', 'paused', 'met', 'missed', 'void', 'lapsed')",
            name=op.f("ck_clock_status"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["authority.case.id"], name=op.f("fk_clock_case_id")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["authority.claim.id"], name=op.f("fk_clock_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_clock_case_id"), "clock", ["case_id"], unique=False, schema="authority"
    )
    op.create_index(
        op.f("ix_clock_status_due_at"),
        "clock",
        ["status", "due_at"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_vnd > 0", name=op.f("ck_payment_amount_vnd")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["authority.claim.id"], name=op.f("fk_payment_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_payment_claim_id"), "payment", ["claim_id"], unique=False, schema="authority"
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("payment", schema="authority")
    op.drop_table("clock", schema="authority")
    op.drop_table("claim", schema="authority")
    op.drop_table("recipient", schema="authority")
