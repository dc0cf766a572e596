"""How accounts prove who they are, what was done to them, and who guessed wrong."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.account_acts import AccountAct
from osh_incidents.persistence.base import Code, CommonBase, Moment, closed, new_id


class AccountSecretRow(CommonBase):
    """A secret of an account as an Argon2 hash; *hint* is the part of it by which it is found."""

    __tablename__ = "account_secret"
    __table_args__ = (UniqueConstraint("account_id", "hint"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("common.account.id"))
    hint: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_on: Mapped[date | None]


class AccountKeyRow(CommonBase):
    """A public key with which an account signs who it is."""

    __tablename__ = "account_key"
    __table_args__ = (UniqueConstraint("account_id", "kid"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("common.account.id"))
    kid: Mapped[str] = mapped_column(String(100))
    jwk: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_on: Mapped[date | None]


class AccountIdentityRow(CommonBase):
    """What an outside issuer calls an account."""

    __tablename__ = "account_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("common.account.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)


class UsedAssertionRow(CommonBase):
    """A signed assertion that was used, by the hash of its account and id, until it expires."""

    __tablename__ = "used_assertion"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class FailedAttemptRow(CommonBase):
    """Wrong secrets of an address or for an account, by the hash of its name."""

    __tablename__ = "failed_attempt"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment, index=True)


class AccountActRow(CommonBase):
    """Who did what to an organisation or account, and when; rows are only ever added.

    Without *by_account_id* the operator did it on the machine itself.
    """

    __tablename__ = "account_act"
    __table_args__ = (closed("act", *AccountAct),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(Moment)
    by_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("common.account.id"))
    act: Mapped[AccountAct] = mapped_column(Code(AccountAct))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("common.organisation.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("common.account.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
