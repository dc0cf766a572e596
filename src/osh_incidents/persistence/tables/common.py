"""What all authorities share: authorities, organisations, accounts and areas."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osh_incidents.domain.authority import Role
from osh_incidents.persistence.base import Code, CommonBase, Moment, closed, new_id


class AuthorityRow(CommonBase):
    """One province or city; *code* is also the name of its schema."""

    __tablename__ = "authority"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    case_prefix: Mapped[str] = mapped_column(String(8), unique=True)


class OrganisationRow(CommonBase):
    """An enterprise, a body or another system's operator for which accounts act."""

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    authority_code: Mapped[str] = mapped_column(ForeignKey("common.authority.code"))
    name: Mapped[str] = mapped_column(String(300))
    tax_code: Mapped[str | None] = mapped_column(String(14))
    zone_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column()

    areas: Mapped[list["OrganisationAreaRow"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class OrganisationAreaRow(CommonBase):
    """An area for which an organisation is competent from *since* until before *until*."""

    __tablename__ = "organisation_area"

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("common.organisation.id"), primary_key=True
    )
    area_code: Mapped[str] = mapped_column(String(10), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]


class AccountRow(CommonBase):
    """An OAuth 2.0 client of an organisation."""

    __tablename__ = "account"
    __table_args__ = (closed("role", *Role),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("common.organisation.id"))
    role: Mapped[Role] = mapped_column(Code(Role))
    client_id: Mapped[str] = mapped_column(String(100), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column()

    organisation: Mapped[OrganisationRow] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}


class AreaRow(CommonBase):
    """A commune-level unit as it was from *since* until before *until*."""

    __tablename__ = "area"
    __table_args__ = (Index(None, "until"),)

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    name: Mapped[str] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(100))
    province: Mapped[str] = mapped_column(String(100))


class AreaSuccessorRow(CommonBase):
    """What became of a unit on a day: into which unit it, or a part of it, went."""

    __tablename__ = "area_successor"
    __table_args__ = (UniqueConstraint("code", "successor_code", "on_day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(10), index=True)
    successor_code: Mapped[str] = mapped_column(String(10), index=True)
    on_day: Mapped[date]
    whole: Mapped[bool]
    is_default: Mapped[bool]
    certain: Mapped[bool]
