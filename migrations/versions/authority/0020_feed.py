"""The feed of changes, from the first entry of every log on.

Revision ID: 0020_feed
Revises: 0019_answers
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import real_name

revision, down_revision = "0020_feed", "0019_answers"

SUBJECTS = "'case', 'release', 'signal'"

OF_LOGS = """
INSERT INTO "{schema}".outbox (id, at, subject, subject_id, number, type, state)
SELECT id, at, 'case', case_id, seq, 'osh.case.' || track || '.' || action, target
FROM "{schema}".action
"""
OF_RELEASES = """
INSERT INTO "{schema}".outbox (id, at, subject, subject_id, number, type, state)
SELECT id, at, 'release', release_id, seq, 'osh.release.' || state, state
FROM "{schema}".release_event
"""
OF_SIGNALS = """
INSERT INTO "{schema}".outbox (id, at, subject, subject_id, number, type, state)
SELECT id, COALESCE(decided_at, received_at), 'signal', id, version, 'osh.signal.' || state, state
FROM "{schema}".signal
"""
BEGIN = """INSERT INTO "{schema}".feed_head (id, position) VALUES (1, 0)"""

SQLITE = """
CREATE TRIGGER "{schema}".change_{verb} BEFORE {verb} ON change
BEGIN SELECT RAISE(ABORT, 'this table is written once'); END
"""
POSTGRES = """
CREATE TRIGGER change_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON "{schema}".change
FOR EACH STATEMENT EXECUTE FUNCTION "{schema}".refuse_to_rewrite()
"""


def _run(statement: str, **names: str) -> None:
    op.get_bind().exec_driver_sql(statement.format(schema=real_name("authority"), **names))


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("state", sa.String(40), nullable=True),
    ]


def upgrade() -> None:
    """Create the tables; what was done before is announced to the feed too."""
    op.create_table(
        "outbox",
        *_columns(),
        sa.CheckConstraint(f"subject IN ({SUBJECTS})", name=op.f("ck_outbox_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_outbox_subject_id_number"),
        "outbox",
        ["subject_id", "number"],
        schema="authority",
    )
    op.create_table(
        "change",
        sa.Column("position", sa.BigInteger(), nullable=False),
        *_columns(),
        sa.CheckConstraint(f"subject IN ({SUBJECTS})", name=op.f("ck_change_subject")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_change")),
        sa.UniqueConstraint("id", name=op.f("uq_change_id")),
        sa.UniqueConstraint("subject_id", "number", name=op.f("uq_change_subject_id_number")),
        schema="authority",
    )
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_feed_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_head")),
        schema="authority",
    )
    for statement in (BEGIN, OF_LOGS, OF_RELEASES, OF_SIGNALS):
        _run(statement)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            _run(SQLITE, verb=verb)
    else:
        _run(POSTGRES)


def downgrade() -> None:
    """Drop the tables; a feed that is made again has other positions."""
    for table in ("feed_head", "change", "outbox"):
        op.drop_table(table, schema="authority")
