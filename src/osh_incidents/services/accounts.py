"""Organisations and the accounts that act for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.domain.account_acts import AccountAct
from osh_incidents.domain.authority import Role
from osh_incidents.domain.errors import FieldFault, InvalidFields, NotPermitted
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.common import (
    AccountRow,
    AuthorityRow,
    OrganisationAreaRow,
    OrganisationRow,
)
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import credentials
from osh_incidents.services.account_log import By, record
from osh_incidents.services.credentials import SECRET_LIFETIME

SINCE_EVER = date(1900, 1, 1)


_TAKEN = Text("Mã tài khoản đã được dùng.", "Another account has this client id.")
_NO_AREA = Text("Không có đơn vị hành chính này.", "There is no such area.")
_ENDS_FIRST = Text("Ngày kết thúc phải sau ngày bắt đầu.", "It must end after it begins.")
_OVERLAP = Text("Trùng thời gian với dòng khác.", "It overlaps with another entry of this area.")
_NO_OTHER_ROLE = Text(
    "Quản trị viên không được tự cấp vai trò khác cho đơn vị của mình.",
    "Administrators cannot give their own organisation another role.",
)
_NOT_ITSELF = Text("Không thể tự khóa tài khoản của mình.", "An account cannot disable itself.")


@dataclass(frozen=True, slots=True)
class Competence:
    """An area in which an organisation acts from *since* until before *until*."""

    code: str
    since: date
    until: date | None = None

    def overlaps(self, other: "Competence") -> bool:
        """Whether both hold for the same area on some day."""
        return (
            self.code == other.code
            and (self.until is None or other.since < self.until)
            and (other.until is None or self.since < other.until)
        )


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to be entered, with where it is competent from now on."""

    authority: str
    name: str
    tax_code: str | None = None
    area_codes: tuple[str, ...] = ()
    zone_codes: tuple[str, ...] = ()


def add_authority(uow: UnitOfWork, code: str, name_vi: str, name_en: str, prefix: str) -> None:
    """Enter an authority, unless it is known already."""
    if uow.session.get(AuthorityRow, code) is None:
        uow.add(AuthorityRow(code=code, name_vi=name_vi, name_en=name_en, case_prefix=prefix))
        uow.flush()


def add_organisation(
    uow: UnitOfWork, new: NewOrganisation, now: datetime, by: By | None = None
) -> OrganisationRow:
    """Enter an organisation."""
    row = OrganisationRow(
        id=new_id(),
        authority_code=new.authority,
        name=new.name,
        tax_code=new.tax_code,
        zone_codes=list(new.zone_codes),
        created_at=now,
        areas=[*_areas(new.area_codes)],
    )
    uow.add(row)
    uow.flush()
    record(uow, by or By(None, now), AccountAct.ORGANISATION_ENTERED, row, name=new.name)
    return row


def add_account(
    uow: UnitOfWork, organisation: OrganisationRow, role: Role, client_id: str, now: datetime
) -> tuple[AccountRow, str]:
    """Open an account and return it with its secret, which cannot be read again."""
    row = open_account(uow, organisation, role, client_id, By(None, now))
    _, secret = credentials.add_secret(uow, row, now + SECRET_LIFETIME, By(None, now))
    return row, secret


def open_account(
    uow: UnitOfWork, organisation: OrganisationRow, role: Role, client_id: str, by: By
) -> AccountRow:
    """Open an account that has neither secret nor key yet.

    Raises:
        InvalidFields: an account has this client id already.
        NotPermitted: an administrator opens one of another role for its own organisation.
    """
    if by.actor and role != by.actor.role and organisation.id == by.actor.organisation_id:
        raise NotPermitted(_NO_OTHER_ROLE)
    if uow.accounts.by_client_id(client_id) is not None:
        raise InvalidFields(errors=[FieldFault("/client_id", "taken", _TAKEN)])
    row = AccountRow(
        id=new_id(),
        organisation_id=organisation.id,
        organisation=organisation,
        role=role,
        client_id=client_id,
        created_at=by.now,
    )
    uow.add(row)
    uow.flush()
    record(uow, by, AccountAct.ACCOUNT_OPENED, row, role=role.value, client_id=client_id)
    return row


def disable(uow: UnitOfWork, account: AccountRow, by: By) -> None:
    """Disable an account; whatever its tokens say, it is refused from the next request on.

    Raises:
        NotPermitted: it is the account that acts; nobody could undo it.
    """
    if account.id == by.account_id:
        raise NotPermitted(_NOT_ITSELF)
    if account.disabled_at is None:
        account.disabled_at = by.now
        record(uow, by, AccountAct.ACCOUNT_DISABLED, account)


def enable(uow: UnitOfWork, account: AccountRow, by: By) -> None:
    """Let a disabled account act again."""
    if account.disabled_at is not None:
        account.disabled_at = None
        record(uow, by, AccountAct.ACCOUNT_ENABLED, account)


def set_competence(
    uow: UnitOfWork,
    organisation: OrganisationRow,
    areas: Sequence[Competence],
    zone_codes: Sequence[str],
    by: By,
) -> None:
    """Set in which areas, from and until which day, and in which zones an organisation acts.

    Raises:
        InvalidFields: an area that does not exist, ends before it begins or overlaps with itself.
    """
    if faults := [*_faults(uow, areas)]:
        raise InvalidFields(errors=faults)
    organisation.areas.clear()
    uow.flush()
    organisation.areas = [
        OrganisationAreaRow(area_code=area.code, since=area.since, until=area.until)
        for area in areas
    ]
    organisation.zone_codes = list(zone_codes)
    uow.flush()
    told = [
        {
            "area_code": area.code,
            "since": area.since.isoformat(),
            "until": area.until.isoformat() if area.until else None,
        }
        for area in areas
    ]
    record(uow, by, AccountAct.COMPETENCE_SET, organisation, areas=told, zones=list(zone_codes))


def _faults(uow: UnitOfWork, areas: Sequence[Competence]) -> Iterable[FieldFault]:
    for place, area in enumerate(areas):
        if not uow.areas.knows(area.code):
            yield FieldFault(f"/areas/{place}/area_code", "not_in_list", _NO_AREA)
        if area.until is not None and area.until <= area.since:
            yield FieldFault(f"/areas/{place}/until", "before", _ENDS_FIRST)
        if any(area.overlaps(other) for other in areas[:place]):
            yield FieldFault(f"/areas/{place}", "overlap", _OVERLAP)


def _areas(codes: Iterable[str]) -> Iterable[OrganisationAreaRow]:
    return (OrganisationAreaRow(area_code=code, since=SINCE_EVER) for code in codes)
