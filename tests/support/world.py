"""A small world to test in: two authorities, all areas, and one account per role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from osh_incidents import migrating
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.domain.authority import Role
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import accounts, reference

AUTHORITIES = ("hp", "vn")
TAX_CODE = "0200123457"
OTHER_TAX_CODE = "0200556677"
AREA = "11311"
OTHER_AREA = "11323"
ZONE = "dinh-vu"

SEALER = ColumnSealer({1: bytes(range(32))}, current=1)
TOKENS = Tokens("https://osh.test", "osh-incidents", TokenKey.of(new_key_pem()))
BEGINNING = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
"""Eleven o'clock in the morning of a Wednesday in Hải Phòng."""


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the world."""

    account_id: UUID
    organisation_id: UUID
    client_id: str
    client_secret: str
    authority: str


World = Mapping[str, Login]


def make(database: Database) -> World:
    """Migrate *database* and fill it; the logins are named by role, and `other-employer` etc."""
    migrating.upgrade(database)
    with transaction(database, None, SEALER) as uow:
        reference.load_areas(uow)
        accounts.add_authority(uow, "hp", "Thành phố Hải Phòng", "City of Hải Phòng", "HP")
        accounts.add_authority(uow, "vn", "Cả nước", "Whole country", "VN")
        return {
            name: _login(uow, name, role, new) for name, (role, new) in _organisations().items()
        }


def _organisations() -> dict[str, tuple[Role, accounts.NewOrganisation]]:
    new = accounts.NewOrganisation
    plain = {
        role.value: (role, new("hp", role.label.vi))
        for role in Role
        if role not in (Role.EMPLOYER, Role.COMMUNE, Role.POLICE, Role.ZONE_AUTHORITY)
    }
    return {
        **plain,
        "employer": (Role.EMPLOYER, new("hp", "Cơ khí Ví Dụ", TAX_CODE)),
        "other-employer": (Role.EMPLOYER, new("hp", "Xây dựng Ví Dụ", OTHER_TAX_CODE)),
        "commune": (Role.COMMUNE, new("hp", "UBND phường Hồng Bàng", area_codes=(AREA,))),
        "other-commune": (Role.COMMUNE, new("hp", "UBND phường khác", area_codes=(OTHER_AREA,))),
        "police": (Role.POLICE, new("hp", "Công an phường Hồng Bàng", area_codes=(AREA,))),
        "zone_authority": (Role.ZONE_AUTHORITY, new("hp", "Ban Quản lý", zone_codes=(ZONE,))),
        "other-admin": (Role.ADMIN, new("hp", "Quản trị thứ hai")),
        "national-inspector": (Role.INSPECTOR, new("vn", "Bộ")),
    }


def _login(uow: UnitOfWork, name: str, role: Role, new: accounts.NewOrganisation) -> Login:
    organisation = accounts.add_organisation(uow, new, BEGINNING)
    account, secret = accounts.add_account(uow, organisation, role, name, BEGINNING)
    return Login(account.id, organisation.id, name, secret, new.authority)
