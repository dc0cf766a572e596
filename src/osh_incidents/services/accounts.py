"""Organisations and the accounts that act for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.adapters.secrets import hashed, is_secret, new_secret
from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidClient, NotFound
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.accounts import actor_of
from osh_incidents.persistence.tables.common import (
    AccountRow,
    AuthorityRow,
    OrganisationAreaRow,
    OrganisationRow,
)
from osh_incidents.persistence.unit_of_work import UnitOfWork

SINCE_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to be entered, with where it is competent from now on.

    *notice_url* is where a system of its own takes notices of cases.
    """

    authority: str
    name: str
    tax_code: str | None = None
    area_codes: tuple[str, ...] = ()
    zone_codes: tuple[str, ...] = ()
    notice_url: str | None = None


def add_authority(uow: UnitOfWork, code: str, name_vi: str, name_en: str, prefix: str) -> None:
    """Enter an authority, unless it is known already."""
    if uow.session.get(AuthorityRow, code) is None:
        uow.add(AuthorityRow(code=code, name_vi=name_vi, name_en=name_en, case_prefix=prefix))
        uow.flush()


def add_organisation(uow: UnitOfWork, new: NewOrganisation, now: datetime) -> OrganisationRow:
    """Enter an organisation."""
    row = OrganisationRow(
        id=new_id(),
        authority_code=new.authority,
        name=new.name,
        tax_code=new.tax_code,
        zone_codes=list(new.zone_codes),
        notice_url=new.notice_url,
        created_at=now,
        areas=[*_areas(new.area_codes)],
    )
    uow.add(row)
    uow.flush()
    return row


def set_notice_url(uow: UnitOfWork, client_id: str, url: str | None) -> None:
    """Set where the organisation of *client_id* takes notices; None if by no system any more.

    Raises:
        NotFound: there is no such account.
    """
    account = uow.accounts.by_client_id(client_id)
    if account is None:
        raise NotFound
    account.organisation.notice_url = url
    uow.flush()


def add_account(
    uow: UnitOfWork, organisation: OrganisationRow, role: Role, client_id: str, now: datetime
) -> tuple[AccountRow, str]:
    """Open an account and return it with its secret, which cannot be read again."""
    secret = new_secret()
    row = AccountRow(
        id=new_id(),
        organisation_id=organisation.id,
        organisation=organisation,
        role=role,
        client_id=client_id,
        secret_hash=hashed(secret),
        created_at=now,
    )
    uow.add(row)
    uow.flush()
    return row, secret


def authenticate(uow: UnitOfWork, client_id: str, secret: str, now: datetime) -> Actor:
    """Return who *client_id* is; an unknown one takes as long to refuse as a wrong secret.

    Raises:
        InvalidClient: unknown, disabled, or the wrong secret; the answer is the same.
    """
    account = uow.accounts.by_client_id(client_id)
    known = is_secret(secret, account.secret_hash if account else None)
    if account is None or not known or account.disabled_at is not None:
        raise InvalidClient
    return actor_of(account, local_day(now))


def _areas(codes: Iterable[str]) -> Iterable[OrganisationAreaRow]:
    return (OrganisationAreaRow(area_code=code, since=SINCE_EVER) for code in codes)
