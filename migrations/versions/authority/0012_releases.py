"""Figures frozen for publication.

Revision ID: 0012_releases
Revises: 0011_codes
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import real_name

revision, down_revision = "0012_releases", "0011_codes"

FROZEN = ("release", "release_event", "release_fact")

SQLITE = """
CREATE TRIGGER "{schema}".{table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'releases are written once'); END
"""
FUNCTION = """
CREATE FUNCTION "{schema}".refuse_to_change_releases() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'releases are written once'; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON "{schema}".{table}
FOR EACH STATEMENT EXECUTE FUNCTION "{schema}".refuse_to_change_releases()
"""
NO_FUNCTION = """DROP FUNCTION "{schema}".refuse_to_change_releases()"""


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(statement: str, **names: str) -> None:
    op.get_bind().exec_driver_sql(statement.format(schema=real_name("authority"), **names))


def _write_once() -> None:
    """Refuse every change of what is frozen, whoever asks for it."""
    if not _is_sqlite():
        _run(FUNCTION)
    for table in FROZEN:
        if _is_sqlite():
            for verb in ("UPDATE", "DELETE"):
                _run(SQLITE, table=table, verb=verb)
        else:
            _run(POSTGRES, table=table)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(64), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("indicator", sa.String(60), nullable=False),
        sa.Column("definition_version", sa.String(20), nullable=False),
        sa.Column("first_period", sa.String(7), nullable=False),
        sa.Column("last_period", sa.String(7), nullable=False),
        sa.Column("as_known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("revises_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revises_id"], ["authority.release.id"], name=op.f("fk_release_revises_id")
        ),
        sa.CheckConstraint(
            "audience IN ('everyone', 'case_readers')", name=op.f("ck_release_audience")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_release_series"), "release", ["series"], unique=False, schema="authority"
    )
    op.create_table(
        "release_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("series", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("superseded_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'reviewed', 'published', 'superseded', 'withdrawn')",
            name=op.f("ck_release_event_state"),
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["authority.release.id"], name=op.f("fk_release_event_release_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"],
            ["authority.release.id"],
            name=op.f("fk_release_event_superseded_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_event")),
        sa.UniqueConstraint("release_id", "seq", name=op.f("uq_release_event_release_id_seq")),
        sa.UniqueConstraint("series", "revision", name=op.f("uq_release_event_series_revision")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_release_event_at_release_id"),
        "release_event",
        ["at", "release_id"],
        unique=False,
        schema="authority",
    )
    op.create_table(
        "release_fact",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("counted", sa.String(60), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["authority.release.id"], name=op.f("fk_release_fact_release_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "counted", "fact_id", name=op.f("pk_release_fact")),
        schema="authority",
    )
    _write_once()


def downgrade() -> None:
    """Drop the tables; what was published is gone from here with them."""
    for table in reversed(FROZEN):
        op.drop_table(table, schema="authority")
    if not _is_sqlite():
        _run(NO_FUNCTION)
