"""Webhooks and what is sent to them; addresses of notices become webhooks.

Revision ID: 0021_webhooks
Revises: 0020_feed
"""

import base64
import json
import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError
from migrations.columns import real_name
from uuid6 import uuid7

revision, down_revision = "0021_webhooks", "0020_feed"

KINDS = "'changes', 'notice'"
STATES = "'pending', 'failed', 'delivered', 'dead', 'withheld'"
TOLD = ("police", "employer", "health", "insurance")


def _moment(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        _moment("ended_at"),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret_sealed", sa.LargeBinary(), nullable=True),
        _moment("former_until"),
        sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_webhook_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        schema="authority",
    )
    op.create_index(
        op.f("ix_webhook_organisation_id_id"),
        "webhook",
        ["organisation_id", "id"],
        schema="authority",
    )


def _delivery() -> None:
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("created_at", nullable=False),
        _moment("last_attempt_at"),
        _moment("next_attempt_at"),
        _moment("delivered_at"),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(300), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_webhook_delivery_state")),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["authority.webhook.id"], name=op.f("fk_webhook_delivery_webhook_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sa.UniqueConstraint(
            "webhook_id", "event_id", name=op.f("uq_webhook_delivery_webhook_id_event_id")
        ),
        schema="authority",
    )
    for columns in (
        ["webhook_id", "state", "next_attempt_at"],
        ["webhook_id", "subject_id", "position"],
    ):
        op.create_index(
            op.f(f"ix_webhook_delivery_{'_'.join(columns)}"),
            "webhook_delivery",
            columns,
            schema="authority",
        )


def _described(schema: str, name: str, **columns: Any) -> sa.TableClause:
    described = [sa.column(column, kind) for column, kind in columns.items()]
    return sa.table(name, *described, schema=real_name(schema))


def _addresses() -> sa.TableClause:
    return _described("common", "notice_address", organisation_id=sa.Uuid(), url=sa.String(500))


def _webhooks() -> sa.TableClause:
    moment = sa.DateTime(timezone=True)
    return _described(
        "authority",
        "webhook",
        id=sa.Uuid(),
        kind=sa.String(40),
        url=sa.String(500),
        types=sa.JSON(),
        account_id=sa.Uuid(),
        organisation_id=sa.Uuid(),
        created_at=moment,
        ended_at=moment,
        position=sa.BigInteger(),
        secret_sealed=sa.LargeBinary(),
    )


def _has_addresses() -> bool:
    names = sa.inspect(op.get_bind()).get_table_names(schema=real_name("common"))
    return "notice_address" in names


def _sealer() -> Any:
    config = op.get_context().config
    sealer = config.attributes.get("sealer") if config is not None else None
    if sealer is None:
        raise CommandError("new secrets must be sealed: run it with the field keys")
    return sealer


def _take_over() -> None:
    """Make a webhook of each address of this authority, with a secret that nobody knows yet."""
    connection, addresses = op.get_bind(), _addresses()
    account = _described(
        "common",
        "account",
        id=sa.Uuid(),
        organisation_id=sa.Uuid(),
        role=sa.String(40),
        disabled_at=sa.DateTime(timezone=True),
    )
    organisation = _described("common", "organisation", id=sa.Uuid(), authority_code=sa.String(20))
    here = sa.select(organisation.c.id).where(
        organisation.c.authority_code == real_name("authority")
    )
    asked = (
        sa.select(addresses.c.organisation_id, addresses.c.url, account.c.id)
        .join(account, account.c.organisation_id == addresses.c.organisation_id)
        .where(addresses.c.organisation_id.in_(here), account.c.disabled_at.is_(None))
        .order_by(sa.case((account.c.role.in_(TOLD), 0), else_=1), account.c.id)
    )
    chosen: dict[Any, dict[str, Any]] = {}
    for organisation_id, url, account_id in connection.execute(asked):
        webhook_id = UUID(int=uuid7().int)
        secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        sealed = _sealer().seal(json.dumps(secret).encode(), f"webhook.secret:{webhook_id}")
        chosen.setdefault(
            organisation_id,
            {
                "id": webhook_id,
                "kind": "notice",
                "url": url,
                "types": [],
                "account_id": account_id,
                "organisation_id": organisation_id,
                "created_at": datetime.now(UTC),
                "position": 0,
                "secret_sealed": sealed,
            },
        )
    if chosen:
        connection.execute(sa.insert(_webhooks()), list(chosen.values()))
    connection.execute(sa.delete(addresses).where(addresses.c.organisation_id.in_(here)))
    if not connection.execute(sa.select(sa.func.count()).select_from(addresses)).scalar():
        op.drop_table("notice_address", schema="common")


def upgrade() -> None:
    """Create the tables, and take the addresses over that the common schema has left."""
    _webhook()
    _delivery()
    if _has_addresses():
        _take_over()


def downgrade() -> None:
    """Leave the addresses of notices to the common schema, and drop the tables."""
    connection, webhooks = op.get_bind(), _webhooks()
    told = sa.select(webhooks.c.organisation_id, sa.func.min(webhooks.c.url)).where(
        webhooks.c.kind == "notice", webhooks.c.ended_at.is_(None)
    )
    rows = connection.execute(told.group_by(webhooks.c.organisation_id)).all()
    if rows and not _has_addresses():
        op.create_table(
            "notice_address",
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("url", sa.String(500), nullable=False),
            schema="common",
        )
    if rows:
        kept = [{"organisation_id": organisation, "url": url} for organisation, url in rows]
        connection.execute(sa.insert(_addresses()), kept)
    op.drop_table("webhook_delivery", schema="authority")
    op.drop_table("webhook", schema="authority")
