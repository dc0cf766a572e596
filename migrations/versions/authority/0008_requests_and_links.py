"""Requests on cases and corrections, which a second person decides; links between cases.

Revision ID: 0008_requests_and_links
Revises: 0007_decisions
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0008_requests_and_links", "0007_decisions"

# SQLite takes a foreign key of an existing table only together with its column, and only if the
# name of the other table has no schema; Alembic writes it with one, and without a name.
LED_BY = """
ALTER TABLE "{schema}"."case"
ADD COLUMN led_by_id {uuid} CONSTRAINT fk_case_led_by_id REFERENCES {case} (id)
"""


def _add_led_by() -> None:
    connection, schema = op.get_bind(), real_name("authority")
    sqlite = connection.dialect.name == "sqlite"
    uuid, case = ("CHAR(32)", '"case"') if sqlite else ("UUID", f'"{schema}"."case"')
    connection.exec_driver_sql(LED_BY.format(schema=schema, uuid=uuid, case=case))
    op.create_index(
        op.f("ix_case_led_by_id"), "case", ["led_by_id"], unique=False, schema="authority"
    )


def upgrade() -> None:
    """Add the columns and create the tables."""
    add_columns(
        "authority",
        "case",
        sa.Column("transferred_to", sa.String(300)),
        sa.Column("voided_at", sa.DateTime(timezone=True)),
    )
    _add_led_by()
    add_columns(
        "authority",
        "case",
        sa.Column(
            "request",
            sa.String(40),
            sa.CheckConstraint("request IN ('void', 'reopen')", name=op.f("ck_case_request")),
        ),
        sa.Column("requested_by", sa.Uuid()),
        sa.Column("requested_at", sa.DateTime(timezone=True)),
        sa.Column("request_reason", sa.String(2000)),
    )
    add_columns(
        "authority",
        "declaration",
        sa.Column(
            "origin",
            sa.String(40),
            sa.CheckConstraint(
                "origin IN ('declared', 'completed', 'corrected', 'developed')",
                name=op.f("ck_declaration_origin"),
            ),
            nullable=False,
            server_default="declared",
        ),
        sa.Column("reason", sa.String(2000)),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("changes_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'refused')", name=op.f("ck_correction_state")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["authority.case.id"], name=op.f("fk_correction_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["victim_id"], ["authority.victim.id"], name=op.f("fk_correction_victim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_correction_case_id"), "correction", ["case_id"], unique=False, schema="authority"
    )
    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'duplicate', 'not_duplicate', 'gone')",
            name=op.f("ck_duplicate_pair_state"),
        ),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_duplicate_pair_distinct")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["authority.case.id"], name=op.f("fk_duplicate_pair_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["authority.case.id"], name=op.f("fk_duplicate_pair_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint(
            "first_id", "second_id", name=op.f("uq_duplicate_pair_first_id_second_id")
        ),
        schema="authority",
    )
    op.create_index(
        op.f("ix_duplicate_pair_second_id"),
        "duplicate_pair",
        ["second_id"],
        unique=False,
        schema="authority",
    )


def downgrade() -> None:
    """Drop the tables and the columns."""
    op.drop_table("duplicate_pair", schema="authority")
    op.drop_table("correction", schema="authority")
    drop_columns(
        "authority",
        "declaration",
        "reason",
        "origin",
    )
    drop_columns(
        "authority",
        "case",
        "request_reason",
        "requested_at",
        "requested_by",
        "request",
    )
    op.drop_index(op.f("ix_case_led_by_id"), table_name="case", schema="authority")
    drop_columns(
        "authority",
        "case",
        "led_by_id",
        "voided_at",
        "transferred_to",
    )
