"""Secrets as rows of their own, public keys, outside identities, and the log of accounts.

Revision ID: 0004_identity
Revises: 0003_notice_url
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0004_identity", "0003_notice_url"

NO_HASH = "none"
TABLES = (
    "account_act",
    "failed_attempt",
    "used_assertion",
    "account_identity",
    "account_key",
    "account_secret",
)
GUARDS = {
    "sqlite": [
        f"""CREATE TRIGGER "{{schema}}".account_act_no_{what} BEFORE {what} ON account_act
        BEGIN SELECT RAISE(ABORT, 'the log of accounts is written once'); END"""
        for what in ("update", "delete")
    ],
    "postgresql": [
        """CREATE FUNCTION "{schema}".account_act_append_only() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'the log of accounts is written once'; END $$""",
        """CREATE TRIGGER account_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
        ON "{schema}".account_act FOR EACH STATEMENT
        EXECUTE FUNCTION "{schema}".account_act_append_only()""",
    ],
}
UNGUARD = """DROP FUNCTION "{schema}".account_act_append_only()"""
BACK = """
UPDATE "{schema}".account SET secret_hash = (
  SELECT secret_hash FROM "{schema}".account_secret AS kept
  WHERE kept.account_id = account.id AND kept.revoked_at IS NULL
  ORDER BY kept.created_at DESC, kept.id DESC LIMIT 1
) WHERE EXISTS (
  SELECT 1 FROM "{schema}".account_secret AS kept
  WHERE kept.account_id = account.id AND kept.revoked_at IS NULL
)
"""


def upgrade() -> None:
    """Create the tables and move the secrets into theirs."""
    _create_proofs()
    _create_used_and_failed()
    _create_log()
    _move_secrets()
    drop_columns("common", "account", "secret_hash")


def downgrade() -> None:
    """Give each account the newest secret that was not revoked, and drop the rest."""
    connection = op.get_bind()
    schema = real_name("common")
    column: sa.Column[Any] = sa.Column(
        "secret_hash", sa.String(200), nullable=False, server_default=NO_HASH
    )
    add_columns("common", "account", column)
    connection.exec_driver_sql(BACK.format(schema=schema))
    for table in TABLES:
        op.drop_table(table, schema="common")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(UNGUARD.format(schema=schema))


def _proof(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["account_id"], ["common.account.id"], name=op.f(f"fk_{table}_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        schema="common",
    )


def _life() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
    )


def _create_proofs() -> None:
    _proof(
        "account_secret",
        sa.Column("hint", sa.String(16), nullable=False),
        sa.Column("secret_hash", sa.String(200), nullable=False),
        *_life(),
        sa.UniqueConstraint("account_id", "hint", name=op.f("uq_account_secret_account_id_hint")),
    )
    _proof(
        "account_key",
        sa.Column("kid", sa.String(100), nullable=False),
        sa.Column("jwk", sa.JSON(), nullable=False),
        *_life(),
        sa.UniqueConstraint("account_id", "kid", name=op.f("uq_account_key_account_id_kid")),
    )
    _proof(
        "account_identity",
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_identity_issuer_subject")),
    )
    _index("account_identity", "account_id")


def _create_used_and_failed() -> None:
    op.create_table(
        "used_assertion",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_used_assertion")),
        schema="common",
    )
    _index("used_assertion", "expires_at")
    op.create_table(
        "failed_attempt",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_failed_attempt")),
        schema="common",
    )
    _index("failed_attempt", "last_at")


def _create_log() -> None:
    op.create_table(
        "account_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "act IN ('organisation_entered', 'competence_set', 'account_opened', 'account_disabled', 'account_enabled', 'secret_added', 'secret_revoked', 'key_added', 'key_revoked', 'identity_added', 'identity_removed')",
            name=op.f("ck_account_act_act"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"common.{table}.id"], name=op.f(f"fk_account_act_{column}")
            )
            for column, table in (
                ("by_account_id", "account"),
                ("organisation_id", "organisation"),
                ("account_id", "account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_act")),
        schema="common",
    )
    _index("account_act", "organisation_id")
    connection = op.get_bind()
    for guard in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(guard.format(schema=real_name("common")))


def _move_secrets() -> None:
    """Keep each secret for a year from now; before there was no end to it."""
    connection = op.get_bind()
    account = sa.table(
        "account", sa.column("id", sa.Uuid()), sa.column("secret_hash"), schema=real_name("common")
    )
    moment = datetime.now(UTC)
    secret = sa.table(
        "account_secret",
        *(sa.column(name, sa.Uuid()) for name in ("id", "account_id")),
        *(sa.column(name, sa.String()) for name in ("hint", "secret_hash")),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("created_at", "expires_at")),
        schema=real_name("common"),
    )
    rows = [
        {
            "id": uuid4(),
            "account_id": row.id,
            "hint": "",
            "secret_hash": row.secret_hash,
            "created_at": moment,
            "expires_at": moment + timedelta(days=365),
        }
        for row in connection.execute(sa.select(account.c.id, account.c.secret_hash))
        if row.secret_hash != NO_HASH
    ]
    if rows:
        connection.execute(sa.insert(secret), rows)


def _index(table: str, column: str) -> None:
    name = op.f(f"ix_{table}_{column}")
    op.create_index(name, table, [column], unique=False, schema="common")
