"""Accounts and the organisations they act for, in the common schema."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.errors import NotFound
from osh_incidents.persistence.lengths import some_at_a_time
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.common import (
    AccountRow,
    AuthorityRow,
    OrganisationAreaRow,
    OrganisationRow,
)
from osh_incidents.persistence.tables.identity import AccountActRow, AccountIdentityRow

R = TypeVar("R", AccountRow, OrganisationRow, AccountActRow)


_TODAY = bindparam("today", type_=OrganisationAreaRow.since.type)
_COMPETENT = and_(
    OrganisationAreaRow.organisation_id == OrganisationRow.id,
    OrganisationAreaRow.since <= _TODAY,
    or_(OrganisationAreaRow.until.is_(None), OrganisationAreaRow.until > _TODAY),
)
_ACTORS = (
    select(
        AccountRow.id,
        AccountRow.organisation_id,
        AccountRow.role,
        OrganisationRow.authority_code,
        OrganisationRow.tax_code,
        OrganisationRow.zone_codes,
        OrganisationAreaRow.area_code,
    )
    .join(OrganisationRow, OrganisationRow.id == AccountRow.organisation_id)
    .outerjoin(OrganisationAreaRow, _COMPETENT)
    .where(AccountRow.disabled_at.is_(None))
)
_ONE = _ACTORS.where(AccountRow.id == bindparam("id"))
_SOME = _ACTORS.where(AccountRow.id.in_(bindparam("ids", expanding=True)))


class Accounts:
    """The accounts of every authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def by_client_id(self, client_id: str) -> AccountRow | None:
        """Return the account of an OAuth 2.0 client id."""
        return self._session.scalars(
            select(AccountRow).where(AccountRow.client_id == client_id)
        ).one_or_none()

    def by_identity(self, issuer: str, subject: str) -> AccountRow | None:
        """Return the account that an outside *issuer* calls *subject*."""
        statement = (
            select(AccountRow)
            .join(AccountIdentityRow, AccountIdentityRow.account_id == AccountRow.id)
            .where(AccountIdentityRow.issuer == issuer, AccountIdentityRow.subject == subject)
        )
        return self._session.scalars(statement).one_or_none()

    def has_role(self, role: Role) -> bool:
        """Whether any account has *role*."""
        found = select(AccountRow.id).where(AccountRow.role == role).limit(1)
        return self._session.scalar(found) is not None

    def actor(
        self, account_id: UUID, today: date, scope: frozenset[str] | None = None
    ) -> Actor | None:
        """Return who acts by *account_id*, competent as of *today*; None if gone or disabled."""
        asked = {"id": account_id, "today": today}
        # By the connection: what the session does besides costs as much again, with every request.
        rows = self._session.connection().execute(_ONE, asked).all()
        return _actor(rows, scope) if rows else None

    def actors(self, account_ids: Collection[UUID], today: date) -> dict[UUID, Actor]:
        """Return who acts by each of some accounts, as `actor`; those that stand, without scope."""
        connection = self._session.connection()
        rows = defaultdict[UUID, list[Row[*tuple[Any, ...]]]](list)
        for some in some_at_a_time(account_ids):
            for row in connection.execute(_SOME, {"ids": some, "today": today}):
                rows[row.id].append(row)
        return {account_id: _actor(known) for account_id, known in rows.items()}

    def authority(self, code: str) -> AuthorityRow:
        """Return the authority of *code*, which must exist."""
        return self._session.get_one(AuthorityRow, code)

    def organisation(self, organisation_id: UUID, authority: str) -> OrganisationRow:
        """Return an organisation of *authority*.

        Raises:
            NotFound: there is none in this authority.
        """
        return self._one(_organisation(organisation_id, authority))

    def claim_organisation(self, organisation_id: UUID, authority: str) -> OrganisationRow:
        """Return the organisation as `organisation` for a change; other writers wait."""
        return self._claimed(_organisation(organisation_id, authority), OrganisationRow)

    def account(self, account_id: UUID, authority: str) -> AccountRow:
        """Return an account of *authority*.

        Raises:
            NotFound: there is none in this authority.
        """
        return self._one(_account(account_id, authority))

    def claim_account(self, account_id: UUID, authority: str) -> AccountRow:
        """Return the account as `account` for a change; other writers wait."""
        return self._claimed(_account(account_id, authority), AccountRow)

    def organisations(
        self, authority: str, after: Cursor | None, size: int
    ) -> Page[OrganisationRow]:
        """Return one page of the organisations of *authority*, last entered first."""
        statement = select(OrganisationRow).where(OrganisationRow.authority_code == authority)
        return self._page(statement, OrganisationRow, OrganisationRow.created_at, after, size)

    def accounts(self, authority: str, after: Cursor | None, size: int) -> Page[AccountRow]:
        """Return one page of the accounts of *authority*, last opened first."""
        statement = (
            select(AccountRow)
            .join(AccountRow.organisation)
            .where(OrganisationRow.authority_code == authority)
        )
        return self._page(statement, AccountRow, AccountRow.created_at, after, size)

    def acts(self, authority: str, after: Cursor | None, size: int) -> Page[AccountActRow]:
        """Return one page of what was done to the accounts of *authority*, last act first."""
        statement = (
            select(AccountActRow)
            .join(OrganisationRow, AccountActRow.organisation_id == OrganisationRow.id)
            .where(OrganisationRow.authority_code == authority)
        )
        return self._page(statement, AccountActRow, AccountActRow.at, after, size)

    def _claimed(self, statement: Select[R], kind: type[R]) -> R:
        locked = statement.with_for_update(of=kind)
        return self._one(locked.execution_options(populate_existing=True))

    def _one(self, statement: Select[R]) -> R:
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row

    def _page(
        self,
        statement: Select[R],
        kind: type[R],
        moment: InstrumentedAttribute[datetime],
        after: Cursor | None,
        size: int,
    ) -> Page[R]:
        if after is not None:
            statement = statement.where(tuple_(moment, kind.id) < tuple_(after.at, after.id))
        ordered = statement.order_by(moment.desc(), kind.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(_moment_of(last), last.id) if last else None)


def _actor(rows: Sequence[Row[*tuple[Any, ...]]], scope: frozenset[str] | None = None) -> Actor:
    account_id, organisation_id, role, authority, tax_code, zone_codes, _ = rows[0]
    return Actor(
        account_id=account_id,
        organisation_id=organisation_id,
        role=role,
        authority=authority,
        tax_code=tax_code,
        area_codes=frozenset(row.area_code for row in rows if row.area_code is not None),
        zone_codes=frozenset(zone_codes),
        scope=scope,
    )


# In the query, not after it: another authority's must cost as much as what is not there.
def _organisation(organisation_id: UUID, authority: str) -> Select[OrganisationRow]:
    here = OrganisationRow.authority_code == authority
    return select(OrganisationRow).where(OrganisationRow.id == organisation_id, here)


def _account(account_id: UUID, authority: str) -> Select[AccountRow]:
    here = OrganisationRow.authority_code == authority
    return select(AccountRow).join(AccountRow.organisation).where(AccountRow.id == account_id, here)


def _moment_of(row: AccountRow | OrganisationRow | AccountActRow) -> datetime:
    return row.at if isinstance(row, AccountActRow) else row.created_at


def actor_of(account: AccountRow, today: date) -> Actor:
    """Return the actor that *account* is on *today*."""
    organisation = account.organisation
    return Actor(
        account_id=account.id,
        organisation_id=organisation.id,
        role=account.role,
        authority=organisation.authority_code,
        tax_code=organisation.tax_code,
        area_codes=frozenset(
            area.area_code
            for area in organisation.areas
            if area.since <= today and (area.until is None or today < area.until)
        ),
        zone_codes=frozenset(organisation.zone_codes),
    )
