"""The accounts of the demonstration: one of each role, and a silent one for each enterprise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from osh_incidents.demo.enterprises import HOME, ZONE, Economy, Enterprise
from osh_incidents.demo.places import Place
from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.days import local_day
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.accounts import actor_of
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import accounts, credentials
from osh_incidents.services.account_log import By
from osh_incidents.services.accounts import NewOrganisation

CITY, COUNTRY = "hp", "vn"


@dataclass(frozen=True, slots=True)
class Login:
    """What a user needs to act as an account."""

    role: Role
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Offices:
    """Who acts in the stories of the cases."""

    inspector: Actor
    supervisor: Actor
    health: Actor
    police: Actor
    union: UUID
    leasing: str
    """The tax code of the firm whose workers others lease."""
    employers: Mapping[str, Actor]
    communes: Mapping[str, Actor]


def open_city(
    uow: UnitOfWork, economy: Economy, areas: Iterable[Place], now: datetime
) -> tuple[list[Login], Offices]:
    """Open the accounts of the city: one of each role to hand out, and those of the others."""
    logins, actors = list[Login](), dict[Role, Actor]()
    for role, organisation in _bodies(economy.first).items():
        login, actors[role] = _open(uow, organisation, role, now)
        logins.append(login)
    names = {place.code: place.name for place in areas}
    employers = {
        enterprise.tax_code: _silent(uow, _employer(enterprise), Role.EMPLOYER, now)
        for enterprise in economy.formal[1:]
    }
    communes = {
        code: _silent(uow, _commune(code, names[code]), Role.COMMUNE, now)
        for code in economy.communes
        if code != HOME
    }
    return logins, Offices(
        actors[Role.INSPECTOR],
        actors[Role.SUPERVISOR],
        actors[Role.HEALTH],
        actors[Role.POLICE],
        actors[Role.UNION].organisation_id,
        economy.leasing.tax_code,
        {economy.first.tax_code: actors[Role.EMPLOYER], **employers},
        {HOME: actors[Role.COMMUNE], **communes},
    )


def open_country(uow: UnitOfWork, now: datetime) -> list[Login]:
    """Open the account that posts and compares national figures."""
    return [_open(uow, NewOrganisation(COUNTRY, "Bộ Nội vụ"), Role.INSPECTOR, now)[0]]


def _bodies(first: Enterprise) -> dict[Role, NewOrganisation]:
    new = NewOrganisation
    return {
        Role.EMPLOYER: _employer(first),
        Role.COMMUNE: _commune(HOME, "phường Hồng Bàng"),
        Role.INSPECTOR: new(CITY, "Sở Nội vụ thành phố Hải Phòng"),
        Role.SUPERVISOR: new(CITY, "Phòng An toàn lao động, Sở Nội vụ thành phố Hải Phòng"),
        Role.INSURANCE: new(CITY, "Bảo hiểm xã hội thành phố Hải Phòng"),
        Role.HEALTH: new(CITY, "Sở Y tế thành phố Hải Phòng"),
        Role.POLICE: new(CITY, "Công an phường Hồng Bàng", area_codes=(HOME,)),
        Role.ZONE_AUTHORITY: new(CITY, "Ban Quản lý Khu kinh tế Hải Phòng", zone_codes=(ZONE,)),
        Role.UNION: new(CITY, "Liên đoàn Lao động thành phố Hải Phòng"),
        Role.AGENCY: new(CITY, "Kho dữ liệu dùng chung thành phố Hải Phòng"),
        Role.ADMIN: new(CITY, "Đơn vị vận hành"),
    }


def _employer(enterprise: Enterprise) -> NewOrganisation:
    return NewOrganisation(CITY, enterprise.name, enterprise.tax_code)


def _commune(code: str, name: str) -> NewOrganisation:
    return NewOrganisation(CITY, f"UBND {name[0].lower()}{name[1:]}", area_codes=(code,))


def _open(uow: UnitOfWork, new: NewOrganisation, role: Role, now: datetime) -> tuple[Login, Actor]:
    organisation = accounts.add_organisation(uow, new, now)
    client_id = f"{new.authority}-{role.value.replace('_', '-')}"
    row = accounts.open_account(uow, organisation, role, client_id, By(None, now))
    # The city began years ago; its secrets are for who tries it from today.
    today = datetime.now(UTC)
    expires_at = today + credentials.LONGEST_LIFETIME
    _, secret = credentials.add_secret(uow, row, expires_at, By(None, today))
    return Login(role, client_id, secret), actor_of(row, local_day(now))


def _silent(uow: UnitOfWork, new: NewOrganisation, role: Role, now: datetime) -> Actor:
    """Return who acts for an organisation whose account nobody can use.

    Hashing a secret for each of them would take longer than everything else here.
    """
    organisation = accounts.add_organisation(uow, new, now)
    row = AccountRow(
        id=new_id(),
        organisation_id=organisation.id,
        organisation=organisation,
        role=role,
        client_id=f"silent-{organisation.id}",
        created_at=now,
        disabled_at=now,
    )
    uow.add(row)
    uow.flush()
    return actor_of(row, local_day(now))
